package io.serai.redis;

import io.lettuce.core.api.sync.RedisServerCommands;
import io.serai.cache.CacheContract;
import io.serai.cache.CacheFixture;
import io.serai.testing.TestRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisCacheRoutesTest extends CacheContract {
    private static TestRedis redis;

    private RedisFixture fixture;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @AfterEach
    void disconnect() {
        fixture.connection.close();
    }

    @Override
    protected CacheFixture start(Map<String, String> settings) throws Exception {
        RedisFixture.ask(redis, RedisServerCommands::flushall);
        fixture = new RedisFixture(redis.url(), settings);
        return fixture.cache;
    }

    @Override
    protected void pass(Duration time) {
        // Redis has a clock of its own; the test waits for it.
    }

    @Override
    protected String backend() {
        return "redis";
    }
}
