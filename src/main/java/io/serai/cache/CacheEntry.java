package io.serai.cache;

import io.serai.error.InvalidRequestException;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cache-get} answers.
 *
 * @param key as asked for
 * @param value what was set, byte for byte, and the caller's to keep; null when there is nothing or its time is over
 * @param receipt which backend answered
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record CacheEntry(String key, byte @Nullable [] value, Receipt receipt) implements Reply {

    /** The value where there must be one, for a door to answer. */
    public byte[] found() {
        if (value == null) {
            throw InvalidRequestException.notFound("cache-get", "key", "has no value: never set, or expired");
        }
        return value;
    }
}
