package io.serai.reuse;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Which requests with an idempotency key are running and what was answered to those that are done: in this process, and in
 * the shared store when there is one and it works. Thread-safe.
 */
final class Answers {
    private static final Duration LIFE = Duration.ofHours(24);

    private final @Nullable SharedStore store;
    private final Duration lease;
    private final ScheduledExecutorService timer;
    private final long maxAnswer;
    private final ConcurrentMap<String, String> running = new ConcurrentHashMap<>();
    private final ReplyMemory<KeyAnswer> done;

    Answers(
            @Nullable SharedStore store,
            Duration lease,
            ScheduledExecutorService timer,
            long maxAnswer,
            long maxBytes) {
        this.store = store;
        this.lease = lease;
        this.timer = timer;
        this.maxAnswer = maxAnswer;
        this.done = new ReplyMemory<>(maxBytes);
    }

    /**
     * What is known of a key.
     *
     * @param answer what stands under it; null when {@code turn} is given
     * @param turn the right to answer it; null when somebody has or had it
     */
    record Known(@Nullable KeyAnswer answer, @Nullable Turn turn) {}

    CompletionStage<Known> ask(IdempotencyKey key) {
        KeyAnswer here = done.get(key.scope());
        if (here != null) {
            return CompletableFuture.completedFuture(new Known(here, null));
        }
        String other = running.putIfAbsent(key.scope(), key.question());
        if (other != null) {
            return CompletableFuture.completedFuture(new Known(KeyAnswer.running(other, ""), null));
        }
        KeyAnswer justNow = done.get(key.scope());
        if (justNow != null) {
            running.remove(key.scope());
            return CompletableFuture.completedFuture(new Known(justNow, null));
        }
        if (store == null || !store.usable()) {
            return CompletableFuture.completedFuture(new Known(null, new Turn(key, null)));
        }
        return askAll(store, key);
    }

    private CompletionStage<Known> askAll(SharedStore all, IdempotencyKey key) {
        String name = name(key);
        byte[] claim =
                KeyAnswer.running(key.question(), UUID.randomUUID().toString()).bytes();
        CompletableFuture<Known> result = new CompletableFuture<>();
        var claimed = all.claim(name, claim, lease);
        var value = all.get(name);
        claimed.whenComplete((mine, failure) -> value.whenComplete((bytes, unread) -> {
            KeyAnswer there = failure == null && !mine ? KeyAnswer.read(bytes) : null;
            if (there != null) {
                running.remove(key.scope());
                result.complete(new Known(there, null));
            } else {
                // Ours; or the store fails, or holds what nobody can read: then this process alone must do.
                boolean ours = failure == null && mine;
                Lease held = ours ? Lease.claimed(all, name, claim, lease, timer) : null;
                result.complete(new Known(null, new Turn(key, held)));
            }
        }));
        return result;
    }

    private static String name(IdempotencyKey key) {
        return "answer:{" + key.scope() + "}";
    }

    /** The right to answer a key. Ends with either of its methods. */
    final class Turn {
        private final IdempotencyKey key;
        private final @Nullable Lease held;

        private Turn(IdempotencyKey key, @Nullable Lease held) {
            this.key = key;
            this.held = held;
        }

        /** Nothing was done: the key may be tried again. */
        void drop() {
            if (held != null) {
                held.release();
            }
            running.remove(key.scope());
        }

        /** Keeps the answer; of what is too large, only that it was made. Completes when it is safe. */
        CompletionStage<?> done(byte[] reply) {
            boolean fits = reply.length <= maxAnswer;
            KeyAnswer answer = fits ? KeyAnswer.done(key.question(), reply) : KeyAnswer.lost(key.question());
            done.put(key.scope(), answer, answer.rest().length, LIFE);
            running.remove(key.scope());
            byte[] bytes = answer.bytes();
            if (held != null) {
                return held.settle(bytes, LIFE);
            }
            return store != null && store.usable()
                    ? store.set(name(key), bytes, LIFE)
                    : CompletableFuture.completedFuture(null);
        }
    }
}
