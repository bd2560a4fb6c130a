package io.serai.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An in-process store of bytes that holds at most so many of them; what is used least goes first. Values are copied in and
 * out. Thread-safe.
 */
public final class LocalCache {
    /** What an entry costs beside its key and value: objects, hash table, timer wheel. */
    private static final int OVERHEAD = 200;

    private final long maxBytes;
    private final Cache<String, Entry> entries;

    /**
     * @param maxBytes of keys and values together, with what an entry itself costs
     */
    public LocalCache(long maxBytes) {
        this(maxBytes, Ticker.systemTicker());
    }

    LocalCache(long maxBytes, Ticker ticker) {
        this.maxBytes = maxBytes;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Entry entry) -> (int) Math.min(Integer.MAX_VALUE, weight(key, entry.value())))
                .expireAfter(Expiry.writing((String key, Entry entry) -> entry.ttl()))
                .ticker(ticker)
                // Upkeep is short: a pool for it would be one more to stop.
                .executor(Runnable::run)
                .build();
    }

    /** The value; null when there is none or its time is over. */
    public byte @Nullable [] get(String key) {
        Entry entry = entries.getIfPresent(key);
        return entry == null ? null : entry.value().clone();
    }

    /** Whether the value can be kept at all. */
    public boolean fits(String key, byte[] value) {
        return weight(key, value) <= maxBytes;
    }

    public void set(String key, byte[] value, Duration ttl) {
        entries.put(key, new Entry(value.clone(), ttl));
    }

    /** Whether there was a value. */
    public boolean delete(String key) {
        return entries.asMap().remove(key) != null;
    }

    private static long weight(String key, byte[] value) {
        return OVERHEAD + 2L * key.length() + value.length;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Entry(byte[] value, Duration ttl) {}
}
