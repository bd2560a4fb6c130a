package io.serai.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * A loopback port before another one: what the server answers can be held back for a time, as by a distant network, and TLS
 * can end here. Bytes keep their order and none is lost.
 */
public final class TcpProxy implements AutoCloseable {
    private static final byte[] END = {};

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    private TcpProxy(int target, ServerSocketFactory sockets) {
        try {
            this.door = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.target = target;
        run(this::accept);
    }

    public static TcpProxy to(int target) {
        return new TcpProxy(target, ServerSocketFactory.getDefault());
    }

    /** Clients speak TLS and are shown this certificate; the server behind does not. */
    public static TcpProxy tls(int target, TestCertificate certificate) {
        return new TcpProxy(target, certificate.serverContext().getServerSocketFactory());
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How long each piece of an answer is held back from now on. */
    public void delay(Duration by) {
        delay = by;
    }

    @Override
    public void close() {
        close(door);
        open.forEach(TcpProxy::close);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            open.add(client);
            run(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket("127.0.0.1", target);
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            carry(client, server, false);
            carry(server, client, true);
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    private void carry(Socket from, Socket to, boolean slowly) {
        BlockingQueue<Piece> way = new LinkedBlockingQueue<>();
        run(() -> deliver(way, to));
        run(() -> {
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = from.getInputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    way.add(Piece.of(Arrays.copyOf(buffer, n), slowly ? delay : Duration.ZERO));
                }
            } finally {
                way.add(Piece.of(END, Duration.ZERO));
                open.remove(from);
            }
        });
    }

    private static void deliver(BlockingQueue<Piece> way, Socket to) throws IOException, InterruptedException {
        try (to;
                OutputStream out = to.getOutputStream()) {
            for (Piece piece = way.take(); piece.bytes != END; piece = way.take()) {
                TimeUnit.NANOSECONDS.sleep(piece.due - System.nanoTime());
                out.write(piece.bytes);
                out.flush();
            }
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException over) {
                        // One of the two sides has gone, or the test is over.
                    }
                },
                "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private record Piece(byte[] bytes, long due) {
        static Piece of(byte[] bytes, Duration delay) {
            return new Piece(bytes, System.nanoTime() + delay.toNanos());
        }
    }
}
