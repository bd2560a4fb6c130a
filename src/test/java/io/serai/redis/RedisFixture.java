package io.serai.redis;

import io.serai.cache.CacheFixture;
import io.serai.config.Settings;
import io.serai.testing.TestRedis;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The cache routes over a Redis at some URL, in a context of their own. */
final class RedisFixture implements AutoCloseable {
    final RedisConnection connection;
    final CacheFixture cache;

    RedisFixture(String url, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("serai.mode", "sandbox");
        settings.put("serai.redis.url", url);
        this.connection = RedisConnection.of(Settings.of(settings));
        this.cache = new CacheFixture(settings, RedisCacheRoutes.BACKEND, new RedisCacheRoutes(connection));
    }

    RedisFixture(String url) throws Exception {
        this(url, Map.of());
    }

    /** Asks the server itself, past everything of ours. */
    static <T> T ask(TestRedis redis, Function<io.lettuce.core.api.sync.RedisCommands<String, String>, T> question) {
        return redis.ask(question);
    }

    @Override
    public void close() {
        cache.close();
        connection.close();
    }
}
