package io.serai.redis;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Commands on our own connection, of one server as of a cluster. */
final class LettuceCommands implements ReplyCommands {
    private static final int PAGE = 1000;

    private final RedisClusterAsyncCommands<byte[], byte[]> redis;

    LettuceCommands(RedisClusterAsyncCommands<byte[], byte[]> redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<byte @Nullable []> get(byte[] key) {
        return redis.get(key);
    }

    @Override
    public CompletionStage<Boolean> set(byte[] key, byte[] value, Duration life) {
        return redis.set(key, value, SetArgs.Builder.px(life.toMillis())).thenApply("OK"::equals);
    }

    @Override
    public CompletionStage<Boolean> eval(byte[] script, byte[] key, byte[]... values) {
        return redis.eval(script, ScriptOutputType.BOOLEAN, new byte[][] {key}, values);
    }

    @Override
    public CompletionStage<byte @Nullable []> ask(byte[] script, byte[] key, byte[] second, byte[]... values) {
        return redis.eval(script, ScriptOutputType.VALUE, new byte[][] {key, second}, values);
    }

    @Override
    public CompletionStage<Long> forget(String pattern) {
        return sweep(ScanArgs.Builder.matches(pattern).limit(PAGE), ScanCursor.INITIAL, 0);
    }

    private CompletionStage<Long> sweep(ScanArgs which, ScanCursor from, long gone) {
        return redis.scan(from, which)
                .thenCompose(page -> remove(page.getKeys()).thenCompose(count -> {
                    long all = gone + count;
                    return page.isFinished() ? CompletableFuture.completedFuture(all) : sweep(which, page, all);
                }));
    }

    private CompletionStage<Long> remove(List<byte[]> keys) {
        return keys.isEmpty() ? CompletableFuture.completedFuture(0L) : redis.unlink(keys.toArray(byte[][]::new));
    }
}
