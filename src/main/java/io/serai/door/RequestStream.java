package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as it arrives, whatever its content type, for a worker thread to read. A further piece is asked of the
 * caller only when the one before has been read, so that memory stays flat. Camel's own handlers read the whole body first,
 * lose that of a form and refuse that of a multipart request.
 */
final class RequestStream extends InputStream {
    private static final long IDLE_SECONDS = 60;

    private final HttpServerRequest request;
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private Buffer current = Buffer.buffer();
    private int position;
    private boolean ended;

    /** Bytes, or the end of them. */
    private record Piece(Buffer bytes, boolean last) {}

    RequestStream(HttpServerRequest request) {
        this.request = request;
        request.exceptionHandler(failure -> end());
        request.endHandler(nothing -> end());
        request.handler(bytes -> arrived.add(new Piece(bytes, false)));
    }

    private void end() {
        arrived.add(new Piece(Buffer.buffer(), true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == current.length()) {
            if (ended) {
                return -1;
            }
            next();
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, target, offset);
        position += count;
        return count;
    }

    private void next() throws IOException {
        request.fetch(1);
        try {
            Piece piece = arrived.poll(IDLE_SECONDS, TimeUnit.SECONDS);
            if (piece == null) {
                throw new InvalidRequestException(
                        "body: stopped arriving for " + IDLE_SECONDS + " s; send it again",
                        ErrorDetail.of("rest").answered(408, null, null).because("request_timeout", "body"));
            }
            ended = piece.last();
            if (ended && !request.isEnded()) {
                throw new IOException("the caller left before its body was complete");
            }
            current = piece.bytes();
            position = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Lets the rest of the body pass unread, so that the connection can take the next request. */
    @Override
    public void close() {
        if (!request.isEnded()) {
            request.handler(bytes -> {});
            request.resume();
        }
    }
}
