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
            "Redis that all nodes share: `redis://[user:password@]host:port[/database]`, `rediss://` for TLS, `redis-sentinel://host:port,host:port/database#master`, or a cluster's `redis://host:port,host:port`.");
    public static final Setting<Duration> REDIS_TIMEOUT =
            Setting.of("serai.redis.timeout", Kind.DURATION_KIND, "500ms", "Longest wait for one Redis command.");
    public static final Setting<Duration> REDIS_SLOW = Setting.of(
            "serai.redis.slow",
            Kind.DURATION_KIND,
            "50ms",
            "When Redis answers slower than this for a second, paid calls go on without it until it is fast again.");
    public static final Setting<Duration> CACHE_TTL = Setting.of(
            "serai.cache.ttl",
            Kind.DURATION_KIND,
            "3600s",
            "Life of a cache entry when `cache-set` gives none, and of replies of models.");
    public static final Setting<Long> CACHE_MAX_SIZE = Setting.of(
            "serai.cache.max-size",
            Kind.SIZE_KIND,
            "256MB",
            "Memory the in-process cache may hold; never more than a quarter of the heap.");
    public static final Setting<Long> CACHE_MAX_VALUE =
            Setting.of("serai.cache.max-value", Kind.SIZE_KIND, "32MB", "Largest value `cache-set` takes.");

    public static final Setting<Long> CACHE_REPLIES = Setting.of(
            "serai.cache.replies",
            Kind.SIZE_KIND,
            "128MB",
            "Memory that replies of models are kept in by this process; never more than a quarter of the heap.");
    public static final Setting<Long> CACHE_MAX_REPLY =
            Setting.of("serai.cache.max-reply", Kind.SIZE_KIND, "16MB", "Largest reply of a model that is kept.");

    static final List<Setting<?>> ALL = List.of(
            REDIS_URL,
            REDIS_TIMEOUT,
            REDIS_SLOW,
            CACHE_TTL,
            CACHE_MAX_SIZE,
            CACHE_MAX_VALUE,
            CACHE_REPLIES,
            CACHE_MAX_REPLY);
}
