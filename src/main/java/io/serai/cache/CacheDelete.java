package io.serai.cache;

import org.jspecify.annotations.Nullable;

/**
 * What {@code cache-delete} takes.
 *
 * @param key 1 to 512 bytes of UTF-8, no control characters
 */
public record CacheDelete(String key) {
    private static final String OPERATION = "cache-delete";

    public CacheDelete {
        CacheKey.check(OPERATION, key);
    }

    /** The request in a message body: this record, a text (the key), or a map with the field {@code key}. */
    public static CacheDelete of(@Nullable Object body) {
        return body instanceof CacheDelete request ? request : new CacheDelete(CacheKey.of(OPERATION, body));
    }
}
