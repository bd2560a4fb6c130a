package io.serai.cache;

import io.serai.CallOptions;
import io.serai.Operation;
import io.serai.OperationCaller;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A key-value cache for Java callers. Thread-safe. Every method throws {@link io.serai.error.ServiceException}, also when
 * the configured Redis is down; the {@code ...Async} forms complete exceptionally with it.
 */
public final class CacheService {
    private final OperationCaller caller;

    public CacheService(OperationCaller caller) {
        this.caller = caller;
    }

    /** The same service, with these options for every call. */
    public CacheService with(CallOptions options) {
        return new CacheService(caller.with(options));
    }

    /**
     * The text under this key; empty when there is none or its time is over.
     *
     * @param key 1 to 512 bytes of UTF-8, no control characters
     * @throws io.serai.error.InvalidRequestException also when the value is not UTF-8; {@link #getBytes} reads that
     */
    public Optional<String> get(String key) {
        return text(get(new CacheGet(key)));
    }

    /** The bytes under this key, a copy of the caller's own. */
    public Optional<byte[]> getBytes(String key) {
        return bytes(get(new CacheGet(key)));
    }

    public CompletableFuture<Optional<String>> getAsync(String key) {
        return getAsync(new CacheGet(key)).thenApply(CacheService::text);
    }

    public CompletableFuture<Optional<byte[]>> getBytesAsync(String key) {
        return getAsync(new CacheGet(key)).thenApply(CacheService::bytes);
    }

    /** The entry with its receipt. */
    public CacheEntry get(CacheGet request) {
        return caller.call(Operation.CACHE_GET, request, CacheEntry.class);
    }

    public CompletableFuture<CacheEntry> getAsync(CacheGet request) {
        return caller.callAsync(Operation.CACHE_GET, request, CacheEntry.class);
    }

    /** Keeps a text for {@code serai.cache.ttl}, in place of what was there. */
    public void set(String key, String value) {
        set(CacheSet.text(key, value, null));
    }

    /**
     * {@link #set(String, String)} with a life of its own.
     *
     * @param ttl more than 0, at most 365 days; a part of a second counts as a whole one
     */
    public void set(String key, String value, Duration ttl) {
        set(CacheSet.text(key, value, ttl));
    }

    /** Keeps bytes for {@code serai.cache.ttl}, in place of what was there. */
    public void set(String key, byte[] value) {
        set(new CacheSet(key, value, null));
    }

    /** {@link #set(String, byte[])} with a life of its own, as in {@link #set(String, String, Duration)}. */
    public void set(String key, byte[] value, Duration ttl) {
        set(new CacheSet(key, value, ttl));
    }

    public CompletableFuture<CacheStored> setAsync(String key, String value) {
        return setAsync(CacheSet.text(key, value, null));
    }

    public CompletableFuture<CacheStored> setAsync(String key, String value, Duration ttl) {
        return setAsync(CacheSet.text(key, value, ttl));
    }

    public CompletableFuture<CacheStored> setAsync(String key, byte[] value) {
        return setAsync(new CacheSet(key, value, null));
    }

    public CompletableFuture<CacheStored> setAsync(String key, byte[] value, Duration ttl) {
        return setAsync(new CacheSet(key, value, ttl));
    }

    /** What was kept, and for how long, with the receipt. */
    public CacheStored set(CacheSet request) {
        return caller.call(Operation.CACHE_SET, request, CacheStored.class);
    }

    public CompletableFuture<CacheStored> setAsync(CacheSet request) {
        return caller.callAsync(Operation.CACHE_SET, request, CacheStored.class);
    }

    /** Forgets the value and says whether there was one. */
    public boolean delete(String key) {
        return delete(new CacheDelete(key)).deleted();
    }

    public CompletableFuture<Boolean> deleteAsync(String key) {
        return caller.callAsync(Operation.CACHE_DELETE, new CacheDelete(key), CacheDeleted.class)
                .thenApply(CacheDeleted::deleted);
    }

    /** Whether there was a value, with the receipt. */
    public CacheDeleted delete(CacheDelete request) {
        return caller.call(Operation.CACHE_DELETE, request, CacheDeleted.class);
    }

    private static Optional<String> text(CacheEntry entry) {
        return bytes(entry).map(value -> CacheText.text(Operation.CACHE_GET.id(), value));
    }

    private static Optional<byte[]> bytes(CacheEntry entry) {
        return Optional.ofNullable(entry.value());
    }
}
