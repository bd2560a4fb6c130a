package io.serai.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.budget.BudgetStore;
import io.serai.budget.BudgetStore.Counter;
import io.serai.budget.LocalBudgetStore;
import io.serai.config.Settings;
import io.serai.testing.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RedisBudgetStoreTest {
    private static final Counter DAY = new Counter("all:day:2026-11-25", 1_000, 60);
    private static final Counter TOTAL = new Counter("all:total", 10_000_000_000_000L, 0);

    private static RedisConnection connect(TestRedis redis) {
        return RedisConnection.of(Settings.of(Map.of("serai.redis.url", redis.url())));
    }

    private static BudgetStore store(RedisConnection connection) {
        return new RedisBudgetStore(connection, new LocalBudgetStore(counter -> 0));
    }

    @Test
    void fifty_threads_on_two_nodes_never_take_more_than_there_is() throws InterruptedException {
        try (TestRedis redis = TestRedis.start();
                RedisConnection one = connect(redis);
                RedisConnection two = connect(redis)) {
            List<BudgetStore> nodes = List.of(store(one), store(two));
            AtomicInteger taken = new AtomicInteger();
            var threads = Executors.newFixedThreadPool(50);
            for (int i = 0; i < 400; i++) {
                BudgetStore node = nodes.get(i % 2);
                threads.execute(() -> {
                    if (node.reserve(List.of(DAY, TOTAL), 30) == null) {
                        taken.incrementAndGet();
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

            assertThat(taken).hasValue(33);
            assertThat(nodes.get(0).get(DAY)).isEqualTo(990);
            assertThat(nodes.get(1).reserve(List.of(TOTAL, DAY), 11)).isEqualTo(DAY);
            assertThat(nodes.get(1).get(TOTAL)).isEqualTo(990);
            nodes.get(1).add(List.of(DAY), -15);
            assertThat(nodes.get(0).get(DAY)).isEqualTo(975);
            long day = RedisFixture.ask(redis, r -> r.ttl("serai:{budget}:all:day:2026-11-25"));
            long total = RedisFixture.ask(redis, r -> r.ttl("serai:{budget}:all:total"));
            assertThat(day).isBetween(1L, 60L);
            assertThat(total).isEqualTo(-1);
        }
    }

    @Test
    void while_redis_is_down_this_node_s_own_counters_decide() {
        try (TestRedis redis = TestRedis.start();
                RedisConnection connection = connect(redis)) {
            BudgetStore store = store(connection);
            assertThat(store.reserve(List.of(DAY), 900)).isNull();
            redis.kill();

            assertThat(store.reserve(List.of(DAY), 200)).isEqualTo(DAY);
            assertThat(store.reserve(List.of(DAY), 100)).isNull();
            assertThat(store.get(DAY)).isEqualTo(1_000);
        }
    }

    @Test
    void what_was_spent_while_redis_hung_is_added_when_it_answers_again() {
        try (TestRedis redis = TestRedis.start();
                RedisConnection connection = connect(redis);
                RedisConnection another = connect(redis)) {
            BudgetStore store = store(connection);
            BudgetStore other = store(another);
            connection.watch();
            another.watch();
            assertThat(store.reserve(List.of(DAY), 300)).isNull();
            assertThat(other.reserve(List.of(DAY), 200)).isNull();
            redis.freeze();
            assertThat(store.reserve(List.of(DAY), 100)).isNull();
            store.add(List.of(DAY), -40);
            redis.thaw();
            Awaitility.await()
                    .until(() ->
                            !connection.health().isDown() && !another.health().isDown());

            assertThat(store.get(DAY)).isEqualTo(560);
            assertThat(store.reserve(List.of(DAY), 40)).isNull();
            assertThat(other.get(DAY)).isEqualTo(600);
            assertThat(other.reserve(List.of(DAY), 401)).isEqualTo(DAY);
        }
    }

    @Test
    void of_a_long_time_without_redis_only_the_sum_is_remembered() {
        try (TestRedis redis = TestRedis.start();
                RedisConnection connection = connect(redis)) {
            BudgetStore store = store(connection);
            connection.watch();
            assertThat(store.reserve(List.of(TOTAL), 300)).isNull();
            redis.freeze();
            Awaitility.await().until(() -> connection.health().isDown());
            for (int i = 0; i < 5_000; i++) {
                assertThat(store.reserve(List.of(TOTAL), 3)).isNull();
                store.add(List.of(TOTAL), -1);
            }
            redis.thaw();
            Awaitility.await().until(() -> !connection.health().isDown());

            assertThat(store.get(TOTAL)).isEqualTo(10_300);
            assertThat(RedisFixture.<List<String>>ask(redis, r -> r.keys("serai:{budget}:done:*")))
                    .as("changes that Redis was told")
                    .hasSizeLessThan(10);
        }
    }

    @Test
    void a_counter_that_redis_has_lost_starts_with_what_this_node_has_spent() {
        try (TestRedis redis = TestRedis.start();
                RedisConnection connection = connect(redis)) {
            BudgetStore store = new RedisBudgetStore(connection, new LocalBudgetStore(counter -> 400));
            connection.watch();
            assertThat(store.reserve(List.of(DAY), 300)).isNull();
            redis.kill();
            Awaitility.await().until(() -> connection.health().isDown());
            redis.restart();
            Awaitility.await().until(() -> !connection.health().isDown());

            assertThat(store.get(DAY)).isEqualTo(700);
            assertThat(store.reserve(List.of(DAY), 301)).isEqualTo(DAY);
            assertThat(store.reserve(List.of(DAY), 300)).isNull();
            assertThat(RedisFixture.<String>ask(redis, r -> r.get("serai:{budget}:all:day:2026-11-25")))
                    .isEqualTo("1000");
        }
    }
}
