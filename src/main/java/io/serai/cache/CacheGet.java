package io.serai.cache;

import org.jspecify.annotations.Nullable;

/**
 * What {@code cache-get} takes.
 *
 * @param key 1 to 512 bytes of UTF-8, no control characters
 */
public record CacheGet(String key) {
    private static final String OPERATION = "cache-get";

    public CacheGet {
        CacheKey.check(OPERATION, key);
    }

    /** The request in a message body: this record, a text (the key), or a map with the field {@code key}. */
    public static CacheGet of(@Nullable Object body) {
        return body instanceof CacheGet request ? request : new CacheGet(CacheKey.of(OPERATION, body));
    }
}
