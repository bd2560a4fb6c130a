package io.serai.reuse;

import java.nio.charset.StandardCharsets;
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
    private final ReplyMemory<Answer> done;

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
     * @param answer of the same or another question; null when it is running, or when {@code turn} is given
     * @param question which request the key stands for
     * @param turn the right to answer it; null when somebody has or had it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Known(
            byte @Nullable [] answer,
            String question,
            @Nullable Turn turn) {}

    CompletionStage<Known> ask(IdempotencyKey key) {
        Answer here = done.get(key.scope());
        if (here != null) {
            return CompletableFuture.completedFuture(new Known(here.reply(), here.question(), null));
        }
        String other = running.putIfAbsent(key.scope(), key.question());
        if (other != null) {
            return CompletableFuture.completedFuture(new Known(null, other, null));
        }
        Answer justNow = done.get(key.scope());
        if (justNow != null) {
            running.remove(key.scope());
            return CompletableFuture.completedFuture(new Known(justNow.reply(), justNow.question(), null));
        }
        if (store == null || !store.usable()) {
            return CompletableFuture.completedFuture(new Known(null, key.question(), new Turn(key, null)));
        }
        return askAll(store, key);
    }

    private CompletionStage<Known> askAll(SharedStore all, IdempotencyKey key) {
        String name = name(key);
        byte[] claim = Answer.running(key.question(), UUID.randomUUID().toString());
        CompletableFuture<Known> result = new CompletableFuture<>();
        var claimed = all.claim(name, claim, lease);
        var value = all.get(name);
        claimed.whenComplete((mine, failure) -> value.whenComplete((bytes, unread) -> {
            Answer there = failure == null && !mine ? Answer.read(bytes) : null;
            if (there != null) {
                running.remove(key.scope());
                result.complete(new Known(there.reply(), there.question(), null));
            } else {
                // Ours; or the store fails, or holds what nobody can read: then this process alone must do.
                boolean ours = failure == null && mine;
                Lease held = ours ? Lease.claimed(all, name, claim, lease, timer) : null;
                result.complete(new Known(null, key.question(), new Turn(key, held)));
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

        /** Keeps the answer; what is too large to be kept is as if it had not been done. Completes when it is safe. */
        CompletionStage<?> done(byte[] reply) {
            if (reply.length > maxAnswer) {
                drop();
                return CompletableFuture.completedFuture(null);
            }
            Answer answer = new Answer(key.question(), reply);
            done.put(key.scope(), answer, reply.length, LIFE);
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

    /**
     * What stands under a key: the question, and its reply when there is one.
     *
     * @param reply as CBOR; null while it is being made
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(String question, byte @Nullable [] reply) {
        private static final byte RUNNING = 'R';
        private static final byte DONE = '2';
        /** Letters of a hash. */
        private static final int QUESTION = 43;

        static byte[] running(String question, String token) {
            return join(RUNNING, question, token.getBytes(StandardCharsets.US_ASCII));
        }

        byte[] bytes() {
            return join(DONE, question, reply == null ? new byte[0] : reply);
        }

        static @Nullable Answer read(byte @Nullable [] bytes) {
            if (bytes == null || bytes.length <= 1 + QUESTION || (bytes[0] != RUNNING && bytes[0] != DONE)) {
                return null;
            }
            String question = new String(bytes, 1, QUESTION, StandardCharsets.US_ASCII);
            byte[] reply = new byte[bytes.length - 1 - QUESTION];
            System.arraycopy(bytes, 1 + QUESTION, reply, 0, reply.length);
            return new Answer(question, bytes[0] == RUNNING ? null : reply);
        }

        private static byte[] join(byte kind, String question, byte[] rest) {
            byte[] joined = new byte[1 + QUESTION + rest.length];
            joined[0] = kind;
            System.arraycopy(question.getBytes(StandardCharsets.US_ASCII), 0, joined, 1, QUESTION);
            System.arraycopy(rest, 0, joined, 1 + QUESTION, rest.length);
            return joined;
        }
    }
}
