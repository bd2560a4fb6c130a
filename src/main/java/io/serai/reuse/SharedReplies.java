package io.serai.reuse;

import com.fasterxml.jackson.databind.ObjectReader;
import io.serai.json.Cbor;
import io.serai.meter.CacheUse;
import io.serai.meter.Reply;
import io.serai.retry.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one operation that all nodes share, and the right to make one: of several nodes that miss the same reply at
 * the same time one gets a {@link Lease}, the others look every few milliseconds whether the reply has come. Where the store
 * fails, everybody may make it.
 */
final class SharedReplies<R extends Reply> {
    /** What the keys of all replies begin with. */
    static final String KEYS = "reply:";

    private static final long FIRST_LOOK = 10;
    private static final long SLOWEST_LOOK = 100;

    private final SharedStore store;
    private final Class<R> type;
    private final ObjectReader reader;
    private final Duration lease;
    private final ScheduledExecutorService timer;

    SharedReplies(SharedStore store, Class<R> type, Duration lease, ScheduledExecutorService timer) {
        this.store = store;
        this.type = type;
        this.reader = Cbor.reader(type);
        this.lease = lease;
        this.timer = timer;
    }

    /**
     * What was found.
     *
     * @param kept the reply; null when it is to be made
     * @param use whether it was there or had to be waited for
     * @param lease to be released when the reply is made; null when there is none
     */
    record Found<R extends Reply>(
            @Nullable Kept<R> kept, CacheUse use, @Nullable Lease lease) {}

    boolean usable() {
        return store.usable();
    }

    /** The reply or the right to make it; null in it, both, when the store fails or the deadline ends the wait. */
    CompletionStage<Found<R>> find(String key, Predicate<Kept<R>> wanted, Deadline deadline) {
        Search search = new Search(key, wanted, deadline);
        search.look(FIRST_LOOK);
        return search.result;
    }

    void keep(String key, byte[] kept, Duration ttl) {
        if (store.usable()) {
            store.set(replyKey(key), kept, ttl);
        }
    }

    /** The braces put a reply and its lease on one node of a cluster, where commands keep their order. */
    private static String replyKey(String key) {
        return KEYS + "{" + key + "}";
    }

    private final class Search {
        private final CompletableFuture<Found<R>> result = new CompletableFuture<>();
        private final byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        private final String replyKey;
        private final String leaseKey;
        private final Predicate<Kept<R>> wanted;
        private final Deadline deadline;
        private boolean waited;

        Search(String key, Predicate<Kept<R>> wanted, Deadline deadline) {
            this.replyKey = replyKey(key);
            this.leaseKey = "lease:{" + key + "}";
            this.wanted = wanted;
            this.deadline = deadline;
        }

        private void look(long pause) {
            if (!store.usable() || deadline.passed()) {
                end(null, null);
                return;
            }
            store.getOrClaim(replyKey, leaseKey, token, lease).whenComplete((found, failure) -> {
                Kept<R> kept = failure == null ? Kept.read(found.value(), type, reader) : null;
                if (failure != null) {
                    end(null, null);
                } else if (kept != null && wanted.test(kept)) {
                    end(kept, null);
                } else if (found.mine()) {
                    end(null, Lease.claimed(store, leaseKey, token, lease, timer));
                } else if (found.value() == null) {
                    again(pause);
                } else {
                    claim(pause);
                }
            });
        }

        /**
         * There is a reply that is not wanted. Claims first and looks then: another that comes between the two is not missed.
         */
        private void claim(long pause) {
            var claimed = store.claim(leaseKey, token, lease);
            var value = store.get(replyKey);
            claimed.whenComplete((mine, failure) -> value.whenComplete((bytes, unread) -> {
                Kept<R> kept = Kept.read(bytes, type, reader);
                boolean have = failure == null && mine;
                if (kept != null && wanted.test(kept)) {
                    if (have) {
                        store.release(leaseKey, token);
                    }
                    end(kept, null);
                } else if (have) {
                    end(null, Lease.claimed(store, leaseKey, token, lease, timer));
                } else if (failure != null) {
                    end(null, null);
                } else {
                    again(pause);
                }
            }));
        }

        private void again(long pause) {
            waited = true;
            var unused =
                    timer.schedule(() -> look(Math.min(SLOWEST_LOOK, pause * 3 / 2)), pause, TimeUnit.MILLISECONDS);
        }

        private void end(@Nullable Kept<R> kept, @Nullable Lease held) {
            result.complete(new Found<>(kept, waited ? CacheUse.SHARED : CacheUse.HIT, held));
        }
    }
}
