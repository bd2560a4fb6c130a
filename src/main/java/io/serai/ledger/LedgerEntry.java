package io.serai.ledger;

import io.serai.meter.Cost;
import io.serai.meter.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request sent upstream, or one answer from the cache that saved it.
 *
 * @param time when it ended
 * @param call id of the call it belongs to
 * @param attempt its number within the call, from 1; 0 for an answer from the cache
 * @param upstream who was asked
 * @param model as the upstream names it
 * @param key name of the caller's access key, empty when callers are not told apart
 * @param tag what the call was for, empty when nobody said
 * @param outcome {@code ok}, {@code cache}, {@code unfinished} (the process died before the answer came), or why it failed
 * @param usage as the upstream counted; null when it did not
 * @param cost of this request
 * @param saved what the cache saved; null for a request
 * @param ms from sending to the end of the answer
 */
public record LedgerEntry(
        Instant time,
        String call,
        int attempt,
        String operation,
        String upstream,
        String model,
        String key,
        String tag,
        String outcome,
        @Nullable Usage usage,
        Cost cost,
        @Nullable Cost saved,
        long ms) {
    public static final String OK = "ok";
    public static final String CACHE = "cache";
    public static final String UNFINISHED = "unfinished";
    static final String BEGUN = "begun";

    /** The same request, ended so. */
    LedgerEntry ended(Instant at, String how, Cost what) {
        return new LedgerEntry(at, call, attempt, operation, upstream, model, key, tag, how, usage, what, saved, ms);
    }

    String id() {
        return call + "#" + attempt;
    }
}
