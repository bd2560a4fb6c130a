package io.serai.redis;

import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.reuse.SharedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replies that all nodes share, in Redis. No command blocks. A {@link RedisProbe} looks after the connection: while it finds
 * Redis down or slow, nothing here is tried, so that no call waits for it.
 */
public final class RedisReplies implements SharedStore {
    private static final String PREFIX = "serai:";
    /** What may wait to be written to a Redis that takes it slowly; more is not shared. */
    private static final long MAX_PENDING = 64L << 20;

    /** A claim without an end is none of ours: it must not lock a key for ever. */
    private static final byte[] CLAIM =
            script("if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end"
                    + " if redis.call('pttl', KEYS[1]) < 0 then redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1 end"
                    + " return 0");

    /** The first key's value, or {@code +} when the second could be claimed, or {@code -}. */
    private static final byte[] GET_OR_CLAIM =
            script("local kept = redis.call('get', KEYS[1]) if kept then return kept end"
                    + " if redis.call('set', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return '+' end"
                    + " if redis.call('pttl', KEYS[2]) < 0 then redis.call('set', KEYS[2], ARGV[1], 'PX', ARGV[2]) return '+' end"
                    + " return '-'");

    private static final byte[] RENEW = script("if redis.call('get', KEYS[1]) == ARGV[1] then"
            + " return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0");
    private static final byte[] RELEASE =
            script("if redis.call('get', KEYS[1]) == ARGV[1] then" + " return redis.call('del', KEYS[1]) end return 0");

    private final RedisConnection connection;
    private final RedisHealth health;
    private final AtomicLong pending = new AtomicLong();

    RedisReplies(RedisConnection connection) {
        this.connection = connection;
        this.health = connection.health();
    }

    /** Replies on this connection, which from now on is looked after. */
    public static RedisReplies on(RedisConnection connection) {
        connection.watch();
        return new RedisReplies(connection);
    }

    @Override
    public boolean usable() {
        return health.problem() == null && connection.commands() != null;
    }

    @Override
    public CompletionStage<byte @Nullable []> get(String key) {
        return run(redis -> redis.get(bytes(key)), this::read);
    }

    private void read(byte @Nullable [] value, Duration took) {
        // A large value takes its time on a good network too.
        if (value == null || value.length < 100_000) {
            health.answered(took);
        } else {
            health.up(System.nanoTime() - took.toNanos());
        }
    }

    @Override
    public CompletionStage<GetOrClaim> getOrClaim(String key, String claimKey, byte[] claim, Duration lease) {
        return run(redis -> redis.ask(GET_OR_CLAIM, bytes(key), bytes(claimKey), claim, millis(lease)), this::read)
                .thenApply(found -> {
                    // No value is that short: each begins with its version and its time.
                    if (found == null || found.length > 1) {
                        return new GetOrClaim(found, false);
                    }
                    boolean mine = found[0] == '+';
                    if (mine) {
                        health.wrote(null);
                    }
                    return new GetOrClaim(null, mine);
                });
    }

    @Override
    public CompletionStage<?> set(String key, byte[] value, Duration ttl) {
        if (pending.addAndGet(value.length) > MAX_PENDING) {
            pending.addAndGet(-value.length);
            return CompletableFuture.failedFuture(new RejectedExecutionException("too much waits to be written"));
        }
        return write(redis -> redis.set(bytes(key), value, ttl.toMillis() > 0 ? ttl : Duration.ofMillis(1)))
                .whenComplete((done, failure) -> pending.addAndGet(-value.length));
    }

    @Override
    public CompletionStage<Boolean> claim(String key, byte[] value, Duration lease) {
        return yes(CLAIM, key, value, millis(lease));
    }

    @Override
    public CompletionStage<Boolean> renew(String key, byte[] value, Duration lease) {
        return yes(RENEW, key, value, millis(lease));
    }

    @Override
    public CompletionStage<Boolean> release(String key, byte[] value) {
        return yes(RELEASE, key, value);
    }

    @Override
    public CompletionStage<Long> forget(String beginning) {
        return run(
                redis -> redis.forget(PREFIX + beginning + "*"),
                (gone, took) -> health.up(System.nanoTime() - took.toNanos()));
    }

    private CompletionStage<Boolean> yes(byte[] script, String key, byte[]... values) {
        return this.<Boolean>write(redis -> redis.eval(script, bytes(key), values));
    }

    private <T> CompletionStage<T> write(Function<ReplyCommands, CompletionStage<T>> command) {
        return run(command, (done, took) -> {
            health.up(System.nanoTime() - took.toNanos());
            health.wrote(null);
        });
    }

    private <T> CompletionStage<T> run(
            Function<ReplyCommands, CompletionStage<T>> command, BiConsumer<T, Duration> answered) {
        var redis = connection.commands();
        if (redis == null) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("Redis is not connected"));
        }
        long start = System.nanoTime();
        try {
            return command.apply(redis).whenComplete((value, failure) -> {
                if (failure == null) {
                    answered.accept(value, Duration.ofNanos(System.nanoTime() - start));
                } else {
                    failed(failure);
                }
            });
        } catch (RuntimeException e) {
            failed(e);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void failed(Throwable failure) {
        ServiceException explained =
                connection.explain(ErrorDetail.of("reuse").at(RedisCacheRoutes.BACKEND, null, 1), failure);
        if (!RedisErrors.isDown(explained)
                && !"wrong_type".equals(explained.detail().code())) {
            health.wrote(explained);
        }
    }

    private static byte[] bytes(String key) {
        return (PREFIX + key).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] millis(Duration time) {
        return script(String.valueOf(Math.max(1, time.toMillis())));
    }

    private static byte[] script(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
