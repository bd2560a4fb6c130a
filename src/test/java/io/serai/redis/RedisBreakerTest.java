package io.serai.redis;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.serai.CallOptions;
import io.serai.Serai;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.testing.TcpProxy;
import io.serai.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What a Redis that fails under load costs the calls: no failure and, once it is known, next to no time. Time is compared with
 * a node on a healthy Redis that makes the same calls in turn, so that a busy machine slows both.
 */
class RedisBreakerTest {
    private static final String CHAT = "/v1/chat/completions";
    /** What the calls may be slower at the 99th percentile. */
    private static final Duration ADDED = Duration.ofMillis(50);

    private static final int CALLS = 200;
    /** Slow calls of those, after which the rest need not be waited for. */
    private static final int TOO_MANY = 10;

    private final FaultServer upstream = FaultServer.start();
    private final TestRedis healthy = TestRedis.start();
    private final TestRedis redis = TestRedis.start();
    private final TcpProxy way = TcpProxy.to(redis.port());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int measured;
    private Serai well;
    private Serai serai;

    @BeforeEach
    void start() {
        log.start();
        ((Logger) LoggerFactory.getLogger(RedisHealth.class)).addAppender(log);
        upstream.on(CHAT).reply(200, chat("hi"));
        well = LiveSerai.start(upstream, "serai.redis.url", healthy.url());
        serai = LiveSerai.start(upstream, "serai.redis.url", "redis://127.0.0.1:" + way.port());
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(RedisHealth.class)).detachAppender(log);
        well.close();
        serai.close();
        way.close();
        redis.close();
        healthy.close();
        upstream.close();
    }

    @Test
    void killed() throws Exception {
        goesOnAfter(redis::kill, "is down: ", redis::restart, "is up again");
    }

    @Test
    void frozen() throws Exception {
        goesOnAfter(redis::freeze, "is down: ", redis::thaw, "is up again");
    }

    @Test
    void slower_than_its_limit() throws Exception {
        goesOnAfter(
                () -> way.delay(Duration.ofMillis(120)),
                "is not used for the time being: it answers slower than 50 ms (serai.redis.slow)",
                () -> way.delay(Duration.ZERO),
                "is fast again");
    }

    @Test
    void slower_than_its_timeout() throws Exception {
        goesOnAfter(() -> way.delay(Duration.ofSeconds(2)), "is down: ", () -> way.delay(Duration.ZERO), "is up again");
    }

    private void goesOnAfter(Runnable fault, String known, Runnable remedy, String over) throws Exception {
        List<CompletableFuture<ChatReply>> load = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            load.add(fresh(serai));
            if (i == 20) {
                fault.run();
            }
        }
        for (CompletableFuture<ChatReply> call : load) {
            assertThat(call.get().text()).isEqualTo("hi");
        }
        said(known);

        List<Duration> added = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            added.add(added());
        }
        assertThat(added.stream().sorted().toList().get(1))
                .as("added at the 99th percentile, the middle of %s", added)
                .isLessThanOrEqualTo(ADDED);
        assertThat(lines()).as("the breaker has stayed open").hasSize(1);

        remedy.run();
        said(over);
        long before = RedisFixture.ask(redis, r -> r.dbsize());
        assertThat(fresh(serai).get().text()).isEqualTo("hi");
        Awaitility.await().until(() -> RedisFixture.ask(redis, r -> r.dbsize()) > before);
        assertThat(lines()).as("one line for each change of state").hasSize(2);
        assertThat(upstream.count(CHAT)).as("one upstream call each").isEqualTo(load.size() + 1 + measured);
    }

    /** The difference between the two nodes' 99th percentiles. A pause of the machine may fall on one of them alone, once. */
    private Duration added() throws Exception {
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        int slowed = 0;
        while (ours.size() < CALLS && slowed < TOO_MANY) {
            long there = timed(well);
            long here = timed(serai);
            slowed += here - there > ADDED.toNanos() ? 1 : 0;
            theirs.add(there);
            ours.add(here);
        }
        measured += ours.size() * 2;
        return Duration.ofNanos(p99(ours) - p99(theirs));
    }

    private static long timed(Serai node) throws Exception {
        long start = System.nanoTime();
        assertThat(fresh(node).get().text()).isEqualTo("hi");
        return System.nanoTime() - start;
    }

    private static long p99(List<Long> took) {
        return took.stream().sorted().toList().get(Math.max(0, took.size() * 99 / 100 - 1));
    }

    /** A call that nobody has made before; each second has an idempotency key too. */
    private static CompletableFuture<ChatReply> fresh(Serai node) {
        UUID some = UUID.randomUUID();
        var llm = some.getLeastSignificantBits() % 2 == 0
                ? node.llm()
                : node.llm().with(CallOptions.idempotent(some.toString()));
        return llm.chatAsync(ChatRequest.of("hello " + some));
    }

    private void said(String what) {
        Awaitility.await("Serai says " + what)
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        !lines().isEmpty() && lines().get(lines().size() - 1).contains(what));
    }

    /** What the log says of the Redis that fails. */
    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("127.0.0.1:" + way.port()))
                .toList();
    }
}
