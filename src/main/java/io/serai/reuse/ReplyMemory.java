package io.serai.reuse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Values kept in this process, at most so many bytes of them; what is used least goes first. Thread-safe. */
final class ReplyMemory<V> {
    /** What an entry costs beside its value: key, objects, hash table, timer wheel. */
    private static final int OVERHEAD = 400;

    private final Cache<String, Entry<V>> entries;

    ReplyMemory(long maxBytes) {
        this(maxBytes, Ticker.systemTicker());
    }

    ReplyMemory(long maxBytes, Ticker ticker) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Entry<V> entry) -> (int) Math.min(Integer.MAX_VALUE, OVERHEAD + entry.size()))
                .expireAfter(Expiry.writing((String key, Entry<V> entry) -> entry.ttl()))
                .ticker(ticker)
                // Upkeep is short: a pool for it would be one more to stop.
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    V get(String key) {
        Entry<V> entry = entries.getIfPresent(key);
        return entry == null ? null : entry.value();
    }

    void put(String key, V value, long size, Duration ttl) {
        if (ttl.isZero() || ttl.isNegative()) {
            return;
        }
        entries.put(key, new Entry<>(value, size, ttl));
    }

    /** How many there are, or nearly so. */
    long count() {
        return entries.estimatedSize();
    }

    /** Forgets everything; says how many there were. */
    long clear() {
        long count = entries.asMap().size();
        entries.invalidateAll();
        return count;
    }

    private record Entry<V>(V value, long size, Duration ttl) {}
}
