package io.serai.reuse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A claim on a key of the shared store that is renewed while its work goes on. When its process dies, nobody renews it, and
 * the key is free after the lease's time.
 */
final class Lease {
    private final SharedStore store;
    private final String key;
    private final byte[] value;
    private final Duration time;
    private final ScheduledFuture<?> renewal;

    private Lease(SharedStore store, String key, byte[] value, Duration time, ScheduledExecutorService timer) {
        this.store = store;
        this.key = key;
        this.value = value;
        this.time = time;
        long third = Math.max(1, time.toMillis() / 3);
        this.renewal = timer.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
    }

    /** To be called by whoever's claim has succeeded. */
    static Lease claimed(SharedStore store, String key, byte[] value, Duration time, ScheduledExecutorService timer) {
        return new Lease(store, key, value, time, timer);
    }

    private void renew() {
        if (store.usable()) {
            store.renew(key, value, time);
        }
    }

    /** Ends the lease; the key is free. */
    void release() {
        renewal.cancel(false);
        store.release(key, value);
    }

    /** Ends the lease with an outcome that stays in its place. */
    CompletionStage<?> settle(byte[] outcome, Duration ttl) {
        renewal.cancel(false);
        return store.usable() ? store.set(key, outcome, ttl) : CompletableFuture.completedFuture(null);
    }
}
