package io.serai.redis;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.serai.CallOptions;
import io.serai.Serai;
import io.serai.error.UpstreamException;
import io.serai.llm.ChatRequest;
import io.serai.meter.CacheUse;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.TcpProxy;
import io.serai.testing.TestCertificate;
import io.serai.testing.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The other ways to reach a Redis: a sentinel that knows the master, a cluster of real nodes, a user and a database. */
class RedisTopologyTest {
    @TempDir
    Path folder;

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
            cluster(low, high);

            sharesOver("redis://127.0.0.1:" + low.port() + ",127.0.0.1:" + high.port());

            assertThat(RedisFixture.<Long>ask(low, r -> r.dbsize())).isPositive();
            assertThat(RedisFixture.<Long>ask(high, r -> r.dbsize())).isPositive();
        }
    }

    @Test
    void a_node_of_a_cluster_that_dies_fails_no_call_and_is_said_once() {
        try (TestRedis low = TestRedis.start("cluster-enabled yes");
                TestRedis high = TestRedis.start("cluster-enabled yes")) {
            cluster(low, high);
            ListAppender<ILoggingEvent> said = new ListAppender<>();
            said.start();
            Logger health = (Logger) LoggerFactory.getLogger(RedisHealth.class);
            health.addAppender(said);
            try (Serai serai = LiveSerai.start(
                    upstream, "serai.redis.url", "redis://127.0.0.1:" + low.port() + ",127.0.0.1:" + high.port())) {
                high.kill();
                AtomicInteger calls = new AtomicInteger();
                // Longer than the pause between two looks at Redis.
                Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
                    assertThat(serai.llm().chatCompletion("hello " + calls.incrementAndGet()))
                            .isEqualTo("hi");
                    return calls.get() > 150;
                });
                assertThat(said.list).as("said once").hasSize(1);
                assertThat(said.list.get(0).getFormattedMessage()).contains("is down: ");

                high.restart();
                Awaitility.await().until(() -> said.list.size() == 2);
                assertThat(said.list.get(1).getFormattedMessage()).contains("is up again");
            } finally {
                health.detachAppender(said);
            }
        }
    }

    /** Makes these two the nodes of one. */
    private static void cluster(TestRedis low, TestRedis high) {
        RedisFixture.<String>ask(low, r -> r.clusterMeet("127.0.0.1", high.port()));
        RedisFixture.<String>ask(
                low, r -> r.clusterAddSlots(IntStream.range(0, 8192).toArray()));
        RedisFixture.<String>ask(
                high, r -> r.clusterAddSlots(IntStream.range(8192, 16384).toArray()));
        for (TestRedis node : new TestRedis[] {low, high}) {
            Awaitility.await()
                    .until(() ->
                            RedisFixture.<String>ask(node, r -> r.clusterInfo()).contains("cluster_state:ok"));
        }
    }

    @Test
    void a_user_a_password_and_a_database() {
        try (TestRedis redis = TestRedis.start("user inn on >s3cret ~serai:* +@all")) {
            sharesOver("redis://inn:s3cret@127.0.0.1:" + redis.port() + "/3");

            assertThat(RedisFixture.<String>ask(redis, r -> r.info("keyspace"))).contains("db3:keys=21");
        }
    }

    @Test
    void tls_with_a_user_a_password_and_a_database() {
        trusting(() -> {
            try (TestRedis redis = TestRedis.start("user inn on >s3cret ~serai:* +@all");
                    TcpProxy tls = TcpProxy.tls(redis.port(), TestCertificate.trusted())) {
                sharesOver("rediss://inn:s3cret@127.0.0.1:" + tls.port() + "/3");

                assertThat(redis.<String>ask(r -> r.info("keyspace"))).contains("db3:keys=21");
            }
        });
    }

    @Test
    void a_certificate_that_is_not_trusted_or_another_s_is_refused_and_calls_go_on() {
        trusting(() -> {
            for (TestCertificate bad : List.of(TestCertificate.selfSigned(), TestCertificate.wrongName())) {
                try (TestRedis redis = TestRedis.start();
                        TcpProxy tls = TcpProxy.tls(redis.port(), bad);
                        Serai serai = LiveSerai.start(
                                upstream, "serai.redis.url", "rediss://:canary-5b1@127.0.0.1:" + tls.port())) {
                    assertThat(serai.llm().chatCompletion("hello")).isEqualTo("hi");
                    assertThatThrownBy(() -> serai.cache().get("k"))
                            .isInstanceOf(UpstreamException.class)
                            .hasMessageContaining("fails the TLS handshake")
                            .hasMessageContaining("check certificate and serai.redis.url")
                            .hasMessageNotContaining("canary");
                }
            }
        });
    }

    /** What a JVM does that was started with this trust store. */
    private void trusting(Runnable work) {
        System.setProperty(
                "javax.net.ssl.trustStore",
                TestCertificate.trusted().trustStore(folder).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try {
            work.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "frozen"})
    void a_sentinel_that_promotes_another_server_is_followed_and_no_call_fails(String fault) {
        try (TestRedis master = TestRedis.start();
                TestRedis replica = TestRedis.start("replicaof 127.0.0.1 " + master.port())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> replica.<String>ask(r -> r.info("replication")).contains("master_link_status:up"));
            try (TestRedis sentinel = TestRedis.sentinel(
                            master,
                            "inn",
                            "sentinel down-after-milliseconds inn 500",
                            "sentinel failover-timeout inn 3000");
                    Serai serai = LiveSerai.start(
                            upstream, "serai.redis.url", "redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#inn")) {
                serai.cache().set("before", "kept");
                Awaitility.await().until(() -> replica.ask(r -> r.dbsize()) == 1);

                if (fault.equals("killed")) {
                    master.kill();
                } else {
                    master.freeze();
                }

                AtomicInteger calls = new AtomicInteger();
                Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
                    assertThat(serai.llm().chatCompletion("hello " + calls.incrementAndGet()))
                            .isEqualTo("hi");
                    return replica.ask(r -> r.keys("serai:reply:*")).size() > 0;
                });
                assertThat(serai.cache().get("before")).contains("kept");
                serai.cache().set("after", "kept too");
                assertThat(replica.<List<String>>ask(r -> r.keys("serai:cache:*")))
                        .hasSize(2);
                if (fault.equals("frozen")) {
                    master.thaw();
                }
            }
        }
    }
}
