package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.serai.error.ApiTimeoutException;
import io.serai.error.BudgetExceededException;
import io.serai.error.UpstreamException;
import io.serai.testing.CountingFactory;
import io.serai.testing.FaultServer;
import io.serai.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Redis of the application that Serai is embedded in. */
class EmbeddingRedisTest {
    private static final String CHAT = "/v1/chat/completions";
    /** Far from a command's half second, and from the minute that the application's own factory would wait. */
    private static final Duration BOUNDED = Duration.ofSeconds(20);

    private final FaultServer upstream = FaultServer.start();
    private final TestRedis redis = TestRedis.start();
    private final CountingFactory factory = new CountingFactory(redis.port());

    @BeforeEach
    void reply() {
        upstream.on(CHAT).reply(200, chat("fine"));
    }

    @AfterEach
    void stop() {
        factory.close();
        redis.close();
        upstream.close();
    }

    private DefaultCamelContext host(String... keysAndValues) {
        DefaultCamelContext context = new DefaultCamelContext();
        var properties = context.getPropertiesComponent();
        properties.addInitialProperty("serai.upstream.openai.base-url", upstream.url() + "/v1");
        properties.addInitialProperty("serai.retry.max-attempts", "1");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.addInitialProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return context;
    }

    private DefaultCamelContext over(CountingFactory own, String... keysAndValues) {
        DefaultCamelContext context = host(keysAndValues);
        context.getRegistry().bind("my-redis", own);
        return context;
    }

    private static String ask(CamelContext context) {
        return Serai.of(context)
                .llm()
                .chatCompletion("hello " + ThreadLocalRandom.current().nextLong());
    }

    private List<String> keys() {
        RedisClient client = RedisClient.create(redis.url());
        try {
            return client.connect().sync().keys("serai:*");
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void all_that_serai_keeps_in_redis_goes_by_the_application_s_factory_which_stays_open() throws Exception {
        try (DefaultCamelContext context = over(factory, "serai.budget.day", "5")) {
            context.start();
            Serai serai = Serai.of(context);

            ask(context);
            serai.cache().set("k", "v", Duration.ofMinutes(1));
            assertThat(serai.cache().get("k")).contains("v");

            Awaitility.await()
                    .untilAsserted(() -> assertThat(keys())
                            .anyMatch(key -> key.startsWith("serai:reply:"))
                            .anyMatch(key -> key.startsWith("serai:{budget}:"))
                            .contains("serai:cache:k"));
            assertThat(serai.cache().delete("k")).isTrue();
            assertThat(serai.cache().get("k")).isEmpty();
            assertThat(factory.taken.get()).isPositive();
        }
        assertThat(factory.works()).isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("serai-")));
    }

    @Test
    void what_one_context_paid_for_answers_the_other_and_flushing_forgets_it() throws Exception {
        try (DefaultCamelContext one = over(factory);
                DefaultCamelContext two = over(factory)) {
            one.start();
            two.start();

            assertThat(Serai.of(one).llm().chatCompletion("hello")).isEqualTo("fine");
            Awaitility.await().untilAsserted(() -> assertThat(keys()).hasSize(1));
            one.stop();
            assertThat(Serai.of(two).llm().chatCompletion("hello")).isEqualTo("fine");
            assertThat(upstream.count(CHAT)).isEqualTo(1);

            var server = java.lang.management.ManagementFactory.getPlatformMBeanServer();
            var bean = new javax.management.ObjectName(
                    "io.serai:context=" + javax.management.ObjectName.quote(two.getManagementName()) + ",type=serai");
            assertThat(server.invoke(bean, "flushCache", new Object[0], new String[0]))
                    .asString()
                    .contains("and 1 in Redis");
            assertThat(keys()).isEmpty();
        }
    }

    @Test
    void a_budget_holds_for_all_contexts_together() throws Exception {
        try (DefaultCamelContext one = over(factory, "serai.budget.day", "0.000001");
                DefaultCamelContext two = over(factory, "serai.budget.day", "5")) {
            one.start();
            two.start();

            ask(two);

            assertThatThrownBy(() -> ask(one)).isInstanceOf(BudgetExceededException.class);
        }
    }

    @Test
    void a_redis_that_hangs_holds_nobody_for_the_application_s_own_minute() throws Exception {
        try (DefaultCamelContext context = over(factory, "serai.budget.day", "5")) {
            context.start();
            ask(context);
            redis.freeze();
            long start = System.nanoTime();

            for (int i = 0; i < 3; i++) {
                assertThat(ask(context)).isEqualTo("fine");
            }
            assertThatThrownBy(() -> Serai.of(context).cache().get("k"))
                    .isInstanceOf(ApiTimeoutException.class)
                    .hasMessageContaining("the application's Redis does not answer within 500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUNDED);

            redis.thaw();
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> Serai.of(context).cache().get("k").isEmpty());
        }
    }

    @Test
    void a_redis_that_is_down_is_told_with_where_to_mend_it_and_comes_back() throws Exception {
        try (DefaultCamelContext context = over(factory)) {
            redis.kill();
            context.start();

            assertThat(ask(context)).isEqualTo("fine");
            assertThatThrownBy(() -> Serai.of(context).cache().get("k"))
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining("RedisConnectionFactory");

            redis.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> Serai.of(context).cache().get("k").isEmpty());
        }
    }

    @Test
    void the_settings_decide_against_it() throws Exception {
        try (TestRedis second = TestRedis.start();
                DefaultCamelContext named = over(factory, "serai.redis.url", second.url());
                DefaultCamelContext left = over(factory, "serai.redis.use-host", "false")) {
            named.start();
            left.start();
            Serai.of(named).cache().set("k", new byte[] {1}, Duration.ofMinutes(1));
            Serai.of(left).cache().set("k", new byte[] {1}, Duration.ofMinutes(1));

            assertThat(factory.taken.get()).isZero();
            assertThat(keys()).isEmpty();
        }
    }

    @Test
    void of_several_the_one_with_the_usual_name_is_used_and_else_none() throws Exception {
        try (TestRedis second = TestRedis.start();
                CountingFactory other = new CountingFactory(second.port());
                DefaultCamelContext named = over(other);
                DefaultCamelContext unclear = over(other)) {
            named.getRegistry().bind("redisConnectionFactory", factory);
            unclear.getRegistry().bind("another", factory);
            named.start();
            unclear.start();
            Serai.of(named).cache().set("k", new byte[] {1}, Duration.ofMinutes(1));
            int taken = factory.taken.get();
            Serai.of(unclear).cache().set("k", new byte[] {2}, Duration.ofMinutes(1));

            assertThat(taken).isPositive();
            assertThat(keys()).containsExactly("serai:cache:k");
            assertThat(other.taken.get()).isZero();
        }
    }
}
