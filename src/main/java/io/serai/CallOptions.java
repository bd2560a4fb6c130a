package io.serai;

import io.serai.retry.Call;
import io.serai.reuse.Wishes;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * How a call from Java may be answered, beside what its request says.
 *
 * @param idempotencyKey 1 to 255 characters; the same key with the same request is done once in 24 hours and answered each
 *     time, with another request it is refused, while the first is running too; null for none
 * @param cacheControl {@code no-cache} asks anew and keeps the reply, {@code no-store} neither looks up nor keeps,
 *     {@code max-age=N} takes nothing older than N seconds; null for whatever is kept
 * @param tag what the call is for, to sum up and limit costs by, such as {@code team-blue}; null for nothing in particular
 */
public record CallOptions(
        @Nullable String idempotencyKey,
        @Nullable String cacheControl,
        @Nullable String tag) {
    /** No wishes. */
    public static final CallOptions NONE = new CallOptions(null, null);

    /** Without a tag. */
    public CallOptions(@Nullable String idempotencyKey, @Nullable String cacheControl) {
        this(idempotencyKey, cacheControl, null);
    }

    public static CallOptions idempotent(String key) {
        return new CallOptions(key, null);
    }

    public static CallOptions cache(String control) {
        return new CallOptions(null, control);
    }

    public static CallOptions tagged(String tag) {
        return new CallOptions(null, null, tag);
    }

    void addTo(Exchange exchange) {
        exchange.setProperty(Wishes.IDEMPOTENCY_KEY, idempotencyKey);
        exchange.setProperty(Wishes.CACHE_CONTROL, cacheControl);
        if (tag != null) {
            exchange.setProperty(Call.TAG, tag);
        }
    }
}
