package io.serai.redis;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The commands that {@link RedisReplies} needs. None blocks; those of one key are carried out in the order of the calls. */
interface ReplyCommands {
    CompletionStage<byte @Nullable []> get(byte[] key);

    CompletionStage<Boolean> set(byte[] key, byte[] value, Duration life);

    /** Runs a script that answers 1 or 0. */
    CompletionStage<Boolean> eval(byte[] script, byte[] key, byte[]... values);

    /** Runs a script about two keys that answers a text. */
    CompletionStage<byte @Nullable []> ask(byte[] script, byte[] key, byte[] second, byte[]... values);

    /** Removes all keys that this pattern matches; answers how many there were. */
    CompletionStage<Long> forget(String pattern);
}
