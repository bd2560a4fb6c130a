package io.serai.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A reply that is sent piece by piece. A writer that is faster than its client waits, so that never more than a quarter of
 * a megabyte is on its way; a client that takes nothing for long is dropped. Not for an event loop: it blocks.
 */
public final class ReplyStream {
    private static final int WINDOW = 256 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Duration patience;
    private final Runnable leave;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long outstanding;
    private boolean gone;
    private boolean begun;
    private boolean ended;

    ReplyStream(HttpServerRequest request, Duration patience, Runnable leave) {
        this.request = request;
        this.response = request.response();
        this.patience = patience;
        this.leave = leave;
    }

    /** Sets status and headers; they go out with the first bytes. Without a content length the reply is chunked. */
    public void begin(int status, Map<String, String> headers) throws IOException {
        lock.lock();
        try {
            requireClient();
            begun = true;
            response.setStatusCode(status);
            headers.forEach(response::putHeader);
            if (!response.headers().contains("content-length")) {
                response.setChunked(true);
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean isBegun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends these bytes, which must not be changed afterwards; waits while the client is behind.
     *
     * @throws IOException when the client is gone or takes nothing any more
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            awaitAtMost(WINDOW);
            requireClient();
            outstanding += length;
        } finally {
            lock.unlock();
        }
        try {
            response.write(Buffer.buffer(length).appendBytes(bytes, offset, length))
                    .onComplete(result -> written(length, result));
        } catch (IllegalStateException e) {
            throw new IOException("the client is gone", e);
        }
    }

    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /** Ends a complete reply and waits until it has gone out. */
    public void end() throws IOException {
        lock.lock();
        try {
            requireClient();
            ended = true;
            outstanding++;
        } finally {
            lock.unlock();
        }
        try {
            response.end().onComplete(result -> written(1, result));
        } catch (IllegalStateException e) {
            throw new IOException("the client is gone", e);
        }
        lock.lock();
        try {
            awaitAtMost(0);
        } finally {
            lock.unlock();
        }
    }

    /** Breaks the reply off, so that no client takes it for complete. */
    public void breakOff() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        if (!response.reset()) {
            request.connection().close();
        }
    }

    /** Waits until no more than this is on its way, or the client is gone; each piece it takes renews our patience. */
    private void awaitAtMost(long left) throws IOException {
        try {
            while (!gone && outstanding > left) {
                if (!moved.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    gone = true;
                    request.connection().close();
                    throw new IOException("the client took nothing for " + patience.toMillis() + " ms");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void requireClient() throws IOException {
        if (gone) {
            throw new IOException("the client is gone");
        }
    }

    private void written(int length, AsyncResult<Void> result) {
        lock.lock();
        try {
            outstanding -= length;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        if (result.failed()) {
            leave.run();
        }
    }

    /** Wakes a writer whose client has left. */
    void abandon() {
        lock.lock();
        try {
            gone = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
