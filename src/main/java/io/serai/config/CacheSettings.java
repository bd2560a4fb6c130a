package io.serai.config;

import java.time.Duration;
import java.util.List;

/** The cache and Redis. */
public final class CacheSettings {
    private CacheSettings() {}

    public static final Setting<String> REDIS_URL = new Setting<>(
            "serai.redis.url",
            Kind.TEXT,
            null,
            true,
            "Redis for the cache: `redis://[user:password@]host:port[/database]`, `rediss://` for TLS.");
    public static final Setting<Duration> REDIS_TIMEOUT =
            Setting.of("serai.redis.timeout", Kind.DURATION_KIND, "500ms", "Longest wait for one Redis command.");
    public static final Setting<Duration> CACHE_TTL = Setting.of(
            "serai.cache.ttl", Kind.DURATION_KIND, "3600s", "Life of a cache entry when `cache-set` gives none.");
    public static final Setting<Long> CACHE_MAX_SIZE = Setting.of(
            "serai.cache.max-size",
            Kind.SIZE_KIND,
            "256MB",
            "Memory the in-process cache may hold; never more than a quarter of the heap.");
    public static final Setting<Long> CACHE_MAX_VALUE =
            Setting.of("serai.cache.max-value", Kind.SIZE_KIND, "32MB", "Largest value `cache-set` takes.");

    static final List<Setting<?>> ALL = List.of(REDIS_URL, REDIS_TIMEOUT, CACHE_TTL, CACHE_MAX_SIZE, CACHE_MAX_VALUE);
}
