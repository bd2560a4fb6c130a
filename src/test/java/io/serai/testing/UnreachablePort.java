package io.serai.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A loopback port that never answers a SYN, so that a connect times out: it listens with a backlog of 1, accepts nothing
 * and has filled the backlog itself.
 */
public final class UnreachablePort implements AutoCloseable {
    private static final int PROBE_MILLIS = 150;

    private final ServerSocket listener;
    private final List<Socket> fillers = new ArrayList<>();

    private UnreachablePort() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        while (connectsInTime()) {
            if (fillers.size() > 64) {
                close();
                throw new IOException("the backlog of a listening socket does not fill up on this system");
            }
        }
    }

    public static UnreachablePort open() {
        try {
            return new UnreachablePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean connectsInTime() throws IOException {
        Socket filler = new Socket();
        fillers.add(filler);
        try {
            filler.connect(address(), PROBE_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** As an HTTP base URL, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket filler : fillers) {
            filler.close();
        }
        listener.close();
    }
}
