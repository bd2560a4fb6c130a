package io.serai.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.testing.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The connection by itself. */
class RedisConnectionTest {
    @Test
    void without_a_url_or_with_no_time_it_is_refused_by_name() {
        assertThatThrownBy(() -> RedisConnection.of(Settings.of(Map.of())))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("serai.redis.url");
        assertThatThrownBy(() -> RedisConnection.of(
                        Settings.of(Map.of("serai.redis.url", "redis://h", "serai.redis.timeout", "0"))))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("serai.redis.timeout");
    }

    @Test
    void closing_ends_its_threads_even_when_redis_hangs() throws Exception {
        List<Thread> before = lettuce();
        try (TestRedis redis = TestRedis.start()) {
            RedisFixture serai = new RedisFixture(redis.url());
            serai.cache.get("k");
            assertThat(lettuce()).hasSizeGreaterThan(before.size());
            redis.freeze();

            serai.close();

            Awaitility.await().untilAsserted(() -> assertThat(before).containsAll(lettuce()));
        }
    }

    @Test
    void a_cluster_is_one_url_with_several_hosts() throws Exception {
        try (TestRedis redis = TestRedis.start("cluster-enabled yes")) {
            RedisFixture.ask(
                    redis, r -> r.clusterAddSlots(IntStream.range(0, 16384).toArray()));
            Awaitility.await()
                    .until(() -> RedisFixture.<String>ask(redis, r -> r.clusterInfo())
                            .contains("cluster_state:ok"));
            String node = "127.0.0.1:" + redis.port();

            try (RedisFixture serai = new RedisFixture("redis://" + node + "," + node)) {
                serai.cache.set("k", new byte[] {1}, null);
                assertThat(serai.cache.get("k")).containsExactly(1);
                assertThat(serai.cache.delete("k")).isTrue();
            }
        }
    }

    private static List<Thread> lettuce() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("lettuce"))
                .toList();
    }
}
