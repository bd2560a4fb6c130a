package io.serai.redis;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.CallOptions;
import io.serai.Serai;
import io.serai.llm.ChatRequest;
import io.serai.meter.CacheUse;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestRedis;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The other ways to reach a Redis: a sentinel that knows the master, a cluster of real nodes, a user and a database. */
class RedisTopologyTest {
    private final FaultServer upstream = FaultServer.start();

    @BeforeEach
    void answer() {
        upstream.on("/v1/chat/completions").reply(200, chat("hi"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    /** One node pays for ten chats, another gets them all; both use the cache service and an idempotency key. */
    private void sharesOver(String url) {
        try (Serai one = LiveSerai.start(upstream, "serai.redis.url", url);
                Serai two = LiveSerai.start(upstream, "serai.redis.url", url)) {
            for (int i = 0; i < 10; i++) {
                ChatRequest request = ChatRequest.of("hello " + i);
                one.llm().chat(request);
                Awaitility.await().until(() -> two.llm().chat(request).receipt().cache() == CacheUse.HIT);
                one.cache().set("key-" + i, "value-" + i);
                assertThat(two.cache().get("key-" + i)).contains("value-" + i);
            }
            CallOptions once = new CallOptions("k", "no-store");
            one.llm().with(once).chatCompletion("once");
            two.llm().with(once).chatCompletion("once");
        }
        assertThat(upstream.requests()).hasSize(11);
    }

    @Test
    void a_sentinel_leads_to_its_master() {
        try (TestRedis master = TestRedis.start();
                TestRedis sentinel = TestRedis.sentinel(master, "inn")) {
            sharesOver("redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#inn");

            assertThat(RedisFixture.<Long>ask(master, r -> r.dbsize())).isEqualTo(21);
        }
    }

    @Test
    void a_cluster_shares_the_work_between_its_nodes() {
        try (TestRedis low = TestRedis.start("cluster-enabled yes");
                TestRedis high = TestRedis.start("cluster-enabled yes")) {
            RedisFixture.<String>ask(low, r -> r.clusterMeet("127.0.0.1", high.port()));
            RedisFixture.<String>ask(
                    low, r -> r.clusterAddSlots(IntStream.range(0, 8192).toArray()));
            RedisFixture.<String>ask(
                    high, r -> r.clusterAddSlots(IntStream.range(8192, 16384).toArray()));
            for (TestRedis node : new TestRedis[] {low, high}) {
                Awaitility.await()
                        .until(() -> RedisFixture.<String>ask(node, r -> r.clusterInfo())
                                .contains("cluster_state:ok"));
            }

            sharesOver("redis://127.0.0.1:" + low.port() + ",127.0.0.1:" + high.port());

            assertThat(RedisFixture.<Long>ask(low, r -> r.dbsize())).isPositive();
            assertThat(RedisFixture.<Long>ask(high, r -> r.dbsize())).isPositive();
        }
    }

    @Test
    void a_user_a_password_and_a_database() {
        try (TestRedis redis = TestRedis.start("user inn on >s3cret ~serai:* +@all")) {
            sharesOver("redis://inn:s3cret@127.0.0.1:" + redis.port() + "/3");

            assertThat(RedisFixture.<String>ask(redis, r -> r.info("keyspace"))).contains("db3:keys=21");
        }
    }
}
