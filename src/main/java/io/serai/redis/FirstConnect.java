package io.serai.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Connects once. Callers that come meanwhile share the attempt and its outcome: with a Redis that hangs, one after another
 * would wait its timeout in the factory's lock, and the hundredth a hundred of them.
 */
final class FirstConnect implements Runnable {
    private final Runnable connect;
    private final AtomicReference<CompletableFuture<Void>> running = new AtomicReference<>();
    private volatile boolean connected;

    FirstConnect(Runnable connect) {
        this.connect = connect;
    }

    /** To be said when the connection was given up. */
    void again() {
        connected = false;
    }

    @Override
    public void run() {
        if (connected) {
            return;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> theirs = running.compareAndExchange(null, mine);
        if (theirs != null) {
            theirs.join();
            return;
        }
        try {
            connect.run();
            connected = true;
            mine.complete(null);
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw new CompletionException(e);
        } finally {
            running.set(null);
        }
    }
}
