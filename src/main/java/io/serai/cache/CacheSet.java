package io.serai.cache;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cache-set} takes.
 *
 * @param key 1 to 512 bytes of UTF-8, no control characters
 * @param value at most {@code serai.cache.max-value}, may be empty; not copied: do not change it before the reply
 * @param ttl more than 0, at most 365 days, kept in whole seconds rounded up; null for {@code serai.cache.ttl}
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record CacheSet(String key, byte[] value, @Nullable Duration ttl) {
    private static final String OPERATION = "cache-set";

    public CacheSet {
        CacheKey.check(OPERATION, key);
        present(value);
        if (ttl != null) {
            CacheTtl.check(ttl);
        }
    }

    /** A request that stores a text as UTF-8. */
    public static CacheSet text(String key, String value, @Nullable Duration ttl) {
        return new CacheSet(key, CacheText.bytes(OPERATION, "value", present(value)), ttl);
    }

    /**
     * The request in a message body: this record, or a map with the record's names, where the value is a text or bytes and
     * the ttl a number of seconds, a text such as {@code 10m}, or a Duration.
     */
    public static CacheSet of(@Nullable Object body) {
        if (body instanceof CacheSet request) {
            return request;
        }
        Fields fields = new Fields(OPERATION, body instanceof Map<?, ?> map ? map : Map.of());
        String given = fields.text("key");
        Object value = fields.value("value");
        Duration ttl = CacheTtl.of(fields.value("ttl"));
        fields.done();
        String key = CacheKey.check(OPERATION, given);
        if (value instanceof String text) {
            return text(key, text, ttl);
        }
        if (value == null || value instanceof byte[]) {
            return new CacheSet(key, present((byte[]) value), ttl);
        }
        throw InvalidRequestException.field(OPERATION, "value", "must be a text or bytes");
    }

    /** The ttl in whole seconds, rounded up. Vendor routes get requests that have one. */
    public long seconds() {
        return CacheTtl.seconds(Objects.requireNonNull(ttl));
    }

    CacheSet orTtl(Duration fallback) {
        return ttl == null ? new CacheSet(key, value, fallback) : this;
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw InvalidRequestException.field(
                    OPERATION, "value", "is missing; give a text or bytes, which may be empty");
        }
        return value;
    }
}
