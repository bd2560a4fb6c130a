package io.serai.watch;

import io.serai.meter.Cost;
import io.serai.meter.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that is over.
 *
 * @param time when it ended
 * @param upstream who served it or was asked last; null for a backend such as storage
 * @param model as the upstream names it; null for a backend
 * @param key name of the caller's access key, empty when callers are not told apart
 * @param outcome a word of {@link Outcome}
 * @param millis from its start to its end
 * @param overheadMicros of these, what was spent before the first request and after the last: Serai's own time
 * @param firstMillis until the first visible part of a stream; null for other calls
 * @param usage tokens of all its requests; null when no upstream counted any
 * @param cost of all its requests; null when none was sent
 * @param saved what the cache saved; null when it did not serve
 * @param cache hit, miss, bypass or shared; null where there is none
 * @param problem what a failed call says; null for a good one
 */
public record CallRecord(
        Instant time,
        String id,
        String operation,
        @Nullable String upstream,
        @Nullable String model,
        String key,
        String outcome,
        int attempts,
        long millis,
        long overheadMicros,
        @Nullable Long firstMillis,
        @Nullable Usage usage,
        @Nullable Cost cost,
        @Nullable Cost saved,
        @Nullable String cache,
        boolean sandbox,
        @Nullable String problem) {

    public boolean ok() {
        return outcome.equals(Outcome.OK);
    }
}
