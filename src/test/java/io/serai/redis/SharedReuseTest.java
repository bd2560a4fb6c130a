package io.serai.redis;

import static io.serai.testing.OpenAiReplies.chat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.serai.Serai;
import io.serai.json.Json;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.meter.CacheUse;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Replies that nodes share through a real Redis, and a Redis that fails in every way: no call fails with it. */
class SharedReuseTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final ChatRequest HELLO = ChatRequest.of("hello");

    private final FaultServer upstream = FaultServer.start();
    private final TestRedis redis = TestRedis.start();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(RedisHealth.class)).addAppender(log);
        upstream.on(CHAT).reply(200, chat("hi"));
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(RedisHealth.class)).detachAppender(log);
        upstream.close();
        redis.close();
    }

    private Serai node(TestRedis at, String... more) {
        List<String> settings = new ArrayList<>(List.of("serai.redis.url", at.url(), "serai.redis.timeout", "200ms"));
        settings.addAll(List.of(more));
        return LiveSerai.start(upstream, settings.toArray(String[]::new));
    }

    /** A call that nobody has made before. */
    private static ChatReply fresh(Serai serai) {
        return serai.llm()
                .chat(ChatRequest.of("hello " + ThreadLocalRandom.current().nextLong()));
    }

    private List<String> said() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private String key(String kind) {
        return RedisFixture.ask(redis, r -> r.keys("serai:" + kind + ":*")).get(0);
    }

    @Test
    void what_one_node_paid_for_answers_the_other_and_outlives_both() {
        try (Serai one = node(redis);
                Serai two = node(redis)) {
            one.llm().chat(HELLO);
            Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) == 1);

            assertThat(two.llm().chat(HELLO).receipt().cache()).isEqualTo(CacheUse.HIT);
        }
        try (Serai later = node(redis)) {
            ChatReply reply = later.llm().chat(HELLO);

            assertThat(reply.receipt().cache()).isEqualTo(CacheUse.HIT);
            assertThat(new String(reply.raw(), UTF_8)).isEqualTo(chat("hi"));
        }
        assertThat(upstream.count(CHAT)).isEqualTo(1);
        assertThat(RedisFixture.<Long>ask(redis, r -> r.pttl(key("reply")))).isBetween(3_000_000L, 3_600_000L);
    }

    @Test
    void an_object_comes_back_in_the_order_it_was_made() {
        String object = "{\"z\":1,\"a\":{\"c\":1.5,\"b\":null},\"m\":[]}";
        upstream.on(CHAT).clear().reply(200, chat(object));
        try (Serai one = node(redis);
                Serai two = node(redis)) {
            assertThat(Json.text(one.llm().jsonCompletion("an object, please"))).isEqualTo(object);
            Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) == 1);

            assertThat(Json.text(two.llm().jsonCompletion("an object, please"))).isEqualTo(object);
        }
        assertThat(upstream.count(CHAT)).isEqualTo(1);
    }

    @Test
    void flushing_forgets_what_the_nodes_share() throws Exception {
        try (Serai serai = node(redis)) {
            for (int i = 0; i < 3; i++) {
                fresh(serai);
            }
            serai.llm().chat(HELLO);
            Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) == 4);
            var jmx = java.lang.management.ManagementFactory.getPlatformMBeanServer();
            var bean = new javax.management.ObjectName("io.serai:context="
                    + javax.management.ObjectName.quote(serai.context().getName()) + ",type=serai");

            Object said = jmx.invoke(bean, "flushCache", new Object[0], new String[0]);

            assertThat((String) said).startsWith("4 kept replies are forgotten here, and 4 in Redis");
            assertThat(RedisFixture.<Long>ask(redis, r -> r.dbsize())).isZero();
            assertThat(serai.llm().chat(HELLO).receipt().cache()).isEqualTo(CacheUse.MISS);
        }
    }

    @Test
    void a_hundred_on_two_nodes_make_one_call() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        upstream.on(CHAT).clear().then(Faults.after(gate, Faults.json(200, chat("hi"))));
        try (Serai one = node(redis);
                Serai two = node(redis)) {
            List<CompletableFuture<ChatReply>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(one.llm().chatAsync(HELLO));
                calls.add(two.llm().chatAsync(HELLO));
            }
            Awaitility.await().until(() -> upstream.count(CHAT) == 1);
            gate.countDown();

            for (CompletableFuture<ChatReply> call : calls) {
                assertThat(call.get().text()).isEqualTo("hi");
            }
            assertThat(upstream.count(CHAT)).isEqualTo(1);
            Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) == 1);
        }
    }

    @Test
    void a_key_with_another_kind_of_data_or_garbage_or_an_endless_lease_is_a_miss() {
        try (Serai serai = node(redis)) {
            serai.llm().chat(HELLO);
            Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) == 1);
        }
        String reply = key("reply");
        String lease = reply.replace(":reply:", ":lease:");

        List<Runnable> plants = List.of(
                () -> RedisFixture.ask(redis, r -> r.del(reply) + r.lpush(reply, "a list")),
                () -> RedisFixture.ask(redis, r -> r.set(reply, "\u0001garbage of a good length")),
                () -> RedisFixture.ask(redis, r -> r.del(reply) + r.set(lease, "for ever")));
        for (Runnable plant : plants) {
            plant.run();
            int before = upstream.count(CHAT);
            try (Serai serai = node(redis)) {
                assertThat(serai.llm().chat(HELLO).receipt().cache()).isEqualTo(CacheUse.MISS);
            }
            assertThat(upstream.count(CHAT) - before).isEqualTo(1);
        }
        try (Serai serai = node(redis)) {
            assertThat(serai.llm().chat(HELLO).receipt().cache()).as("mended").isEqualTo(CacheUse.HIT);
        }
    }

    @Test
    void down_at_the_start_calls_go_on_and_it_is_used_when_it_comes() {
        redis.kill();
        try (Serai serai = node(redis)) {
            fresh(serai);
            fresh(serai);
            redis.restart();
            Awaitility.await().until(() -> said().stream().anyMatch(line -> line.endsWith("is up again")));
            fresh(serai);
            Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) == 1);
        }
        assertThat(said()).hasSize(2);
        assertThat(said().get(0)).contains("is down:", "refuses the connection");
    }

    @Test
    void killed_or_frozen_under_load_no_call_fails_and_few_are_slowed() throws Exception {
        try (Serai serai = node(redis)) {
            for (int i = 0; i < 20; i++) {
                fresh(serai);
            }
            for (Runnable fault : List.<Runnable>of(redis::kill, redis::freeze)) {
                List<CompletableFuture<ChatReply>> load = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    load.add(serai.llm()
                            .chatAsync(ChatRequest.of(
                                    "load " + ThreadLocalRandom.current().nextLong())));
                    if (i == 20) {
                        fault.run();
                    }
                }
                for (CompletableFuture<ChatReply> call : load) {
                    assertThat(call.get().text()).isEqualTo("hi");
                }
                Awaitility.await().until(() -> said().get(said().size() - 1).contains("is down"));

                long[] took = new long[100];
                for (int i = 0; i < took.length; i++) {
                    long start = System.nanoTime();
                    fresh(serai);
                    took[i] = Duration.ofNanos(System.nanoTime() - start).toMillis();
                }
                java.util.Arrays.sort(took);
                assertThat(took[98]).as("milliseconds of a call, p99").isLessThan(150);

                redis.restart();
                Awaitility.await().until(() -> said().get(said().size() - 1).contains("is up again"));
                fresh(serai);
                Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) >= 1);
            }
        }
        assertThat(said()).hasSize(4);
    }

    @Test
    void full_and_told_to_evict_nothing_calls_go_on_and_it_is_said_once() {
        try (TestRedis full = TestRedis.start("maxmemory 500kb", "maxmemory-policy noeviction");
                Serai serai = node(full)) {
            for (int i = 0; i < 10; i++) {
                assertThat(fresh(serai).text()).isEqualTo("hi");
            }
        }
        assertThat(said()).hasSize(1);
        assertThat(said().get(0)).contains("takes no writes", "is full (maxmemory)");
    }

    @Test
    void a_wrong_password_fails_no_call_and_is_said_once() {
        try (TestRedis locked = TestRedis.startWithPassword("s3cret");
                Serai wrong = LiveSerai.start(
                        upstream, "serai.redis.url", "redis://:canary-9f2@127.0.0.1:" + locked.port())) {
            assertThat(fresh(wrong).text()).isEqualTo("hi");
            Awaitility.await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
            assertThat(fresh(wrong).text()).isEqualTo("hi");
        }
        assertThat(said())
                .filteredOn(line -> line.contains("refuses user or password"))
                .hasSize(1);
        assertThat(said())
                .hasSizeLessThanOrEqualTo(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("canary"));
    }

    @Test
    void a_password_that_is_changed_meanwhile_is_named_and_mended_it_is_used_again() {
        try (Serai serai = node(redis)) {
            fresh(serai);
            RedisFixture.ask(redis, r -> {
                r.configSet("requirepass", "other");
                return r.clientKill(
                        io.lettuce.core.KillArgs.Builder.typeNormal().skipme());
            });
            Awaitility.await().until(() -> said().stream().anyMatch(line -> line.contains("wants a password")));
            assertThat(fresh(serai).text()).isEqualTo("hi");
            assertThat(said()).hasSizeBetween(1, 2);

            redis.restart();
            Awaitility.await().until(() -> said().stream().anyMatch(line -> line.endsWith("is up again")));
        }
    }
}
