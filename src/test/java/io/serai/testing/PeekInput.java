package io.serai.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A socket's input that can wait for a time and notice, while waiting, that the peer has gone. Bytes that arrive in the
 * meantime are kept for the next read. The wait is a socket read, so closing the socket ends it.
 */
final class PeekInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private byte[] kept = new byte[0];

    PeekInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** @throws EOFException when the peer closes its side before the time is over */
    void await(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        byte[] buffer = new byte[8192];
        try {
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, Integer.MAX_VALUE);
                socket.setSoTimeout((int) millis);
                try {
                    keep(buffer, in.read(buffer));
                } catch (SocketTimeoutException timeIsUp) {
                    // The loop looks at the clock, because a time-out may be a little early.
                }
            }
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }

    private void keep(byte[] buffer, int count) throws EOFException {
        if (count < 0) {
            throw new EOFException("the client closed the connection");
        }
        int old = kept.length;
        kept = Arrays.copyOf(kept, old + count);
        System.arraycopy(buffer, 0, kept, old, count);
    }

    /** Hands over what has been kept, for a TLS layer that must see it first. */
    byte[] takeKept() {
        byte[] all = kept;
        kept = new byte[0];
        return all;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (kept.length == 0) {
            return in.read(target, offset, length);
        }
        int count = Math.min(length, kept.length);
        System.arraycopy(kept, 0, target, offset, count);
        kept = Arrays.copyOfRange(kept, count, kept.length);
        return count;
    }
}
