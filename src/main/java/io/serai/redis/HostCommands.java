package io.serai.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.types.Expiration;

/** Commands on connections of an application, which block: each on the lane of its key. */
final class HostCommands implements ReplyCommands {
    private static final int PAGE = 1000;
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final RedisConnectionFactory factory;
    private final HostLanes lanes;

    HostCommands(RedisConnectionFactory factory, HostLanes lanes) {
        this.factory = factory;
        this.lanes = lanes;
    }

    @Override
    public CompletionStage<byte @Nullable []> get(byte[] key) {
        return lanes.ask(
                lanes.of(key), () -> with(redis -> redis.stringCommands().get(key)));
    }

    @Override
    public CompletionStage<Boolean> set(byte[] key, byte[] value, Duration life) {
        return lanes.ask(
                lanes.of(key),
                () -> with(redis -> redis.stringCommands()
                        .set(key, value, Expiration.milliseconds(life.toMillis()), SetOption.upsert())));
    }

    @Override
    public CompletionStage<Boolean> eval(byte[] script, byte[] key, byte[]... values) {
        byte[][] words = new byte[values.length + 1][];
        words[0] = key;
        System.arraycopy(values, 0, words, 1, values.length);
        return lanes.ask(
                lanes.of(key),
                () -> with(redis -> redis.scriptingCommands().eval(script, ReturnType.BOOLEAN, 1, words)));
    }

    @Override
    public CompletionStage<byte @Nullable []> ask(byte[] script, byte[] key, byte[] second, byte[]... values) {
        byte[][] words = new byte[values.length + 2][];
        words[0] = key;
        words[1] = second;
        System.arraycopy(values, 0, words, 2, values.length);
        return lanes.ask(
                lanes.of(key), () -> with(redis -> redis.scriptingCommands().eval(script, ReturnType.VALUE, 2, words)));
    }

    @Override
    public CompletionStage<Long> forget(String pattern) {
        return lanes.ask(lanes.next(), SWEEP, () -> with(redis -> sweep(redis, pattern)));
    }

    private static long sweep(RedisConnection redis, String pattern) {
        ScanOptions which = ScanOptions.scanOptions().match(pattern).count(PAGE).build();
        List<byte[]> found = new ArrayList<>();
        try (Cursor<byte[]> keys = redis.keyCommands().scan(which)) {
            keys.forEachRemaining(found::add);
        }
        long gone = 0;
        for (int from = 0; from < found.size(); from += PAGE) {
            List<byte[]> some = found.subList(from, Math.min(found.size(), from + PAGE));
            Long removed = redis.keyCommands().unlink(some.toArray(byte[][]::new));
            gone += removed == null ? 0 : removed;
        }
        return gone;
    }

    private <T> T with(Function<RedisConnection, T> command) {
        try (RedisConnection redis = factory.getConnection()) {
            return command.apply(redis);
        }
    }
}
