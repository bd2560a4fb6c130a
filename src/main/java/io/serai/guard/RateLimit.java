package io.serai.guard;

import io.github.bucket4j.Bucket;
import io.serai.config.UpstreamRate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests and tokens a minute that this process sends to one upstream. A turn is reserved in the order of asking, so that
 * nobody who waits is overtaken. Thread-safe.
 */
final class RateLimit {
    private final @Nullable Bucket requests;
    private final @Nullable Bucket tokens;

    RateLimit(UpstreamRate rate) {
        this.requests = bucket(rate.requests());
        this.tokens = bucket(rate.tokens());
    }

    private static @Nullable Bucket bucket(int aMinute) {
        return aMinute == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, Duration.ofMinutes(1)))
                        .build();
    }

    /** Reserves a turn for one request and answers how long it is till then. */
    Duration reserve(long count) {
        long wait = Math.max(take(requests, 1), take(tokens, count));
        return Duration.ofNanos(wait);
    }

    /** Returns a turn that was not used. */
    void giveBack(long count) {
        give(requests, 1);
        give(tokens, count);
    }

    /** Corrects a turn by what it took in truth. */
    void settle(long expected, long used) {
        if (used > expected) {
            take(tokens, used - expected);
        } else {
            give(tokens, expected - used);
        }
    }

    private static long take(@Nullable Bucket bucket, long count) {
        return bucket == null || count == 0 ? 0 : bucket.consumeIgnoringRateLimits(count);
    }

    private static void give(@Nullable Bucket bucket, long count) {
        if (bucket != null && count > 0) {
            bucket.addTokens(count);
        }
    }
}
