package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.SeraiProcess.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.json.Json;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.SeraiProcess;
import io.serai.testing.TestRedis;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real programs on one real Redis, before one upstream that counts. */
class ReuseProcessTest {
    private static final String CHAT = "/v1/chat/completions";

    @TempDir
    static Path folder;

    private static final FaultServer UPSTREAM = FaultServer.start();
    private static final TestRedis REDIS = TestRedis.start();
    private static SeraiProcess one;
    private static SeraiProcess two;

    @BeforeAll
    static void start() throws Exception {
        UPSTREAM.on(CHAT).reply(200, chat("hi"));
        CompletableFuture<SeraiProcess> first = CompletableFuture.supplyAsync(() -> program("one"));
        two = program("two");
        one = first.get();
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        UPSTREAM.close();
        REDIS.close();
    }

    private static SeraiProcess program(String name) {
        try {
            return SeraiProcess.start(
                    Files.createDirectories(folder.resolve(name)),
                    new HashMap<>(Map.of(
                            "SERAI_UPSTREAM_OPENAI_BASE_URL",
                            UPSTREAM.url() + "/v1",
                            "SERAI_UPSTREAM_OPENAI_API_KEY",
                            LiveSerai.CANARY,
                            "SERAI_REDIS_URL",
                            REDIS.url())));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpRequest.Builder ask(SeraiProcess serai, String prompt, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(serai.url("/llm/chat")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(Map.of("prompt", prompt))));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void a_hundred_at_the_same_time_at_two_programs_make_one_call() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        UPSTREAM.on(CHAT).clear().then(Faults.after(gate, Faults.json(200, chat("hi"))));
        int before = UPSTREAM.count(CHAT);

        List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            SeraiProcess serai = i % 2 == 0 ? one : two;
            calls.add(CompletableFuture.supplyAsync(
                    () -> serai.send(ask(serai, "at the same time")), task -> new Thread(task).start()));
        }
        Awaitility.await().until(() -> UPSTREAM.count(CHAT) > before);
        gate.countDown();

        List<String> uses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<byte[]>> call : calls) {
            assertThat(call.get().statusCode()).as(text(call.get())).isEqualTo(200);
            uses.add(header(call.get(), "x-serai-cache"));
        }
        assertThat(UPSTREAM.count(CHAT) - before).isEqualTo(1);
        assertThat(uses).containsOnlyOnce("miss").isSubsetOf("miss", "shared", "hit");
        UPSTREAM.on(CHAT).clear().reply(200, chat("hi"));
    }

    @Test
    void the_death_of_the_one_who_asks_frees_the_others_within_seconds() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        UPSTREAM.on(CHAT).clear().then(Faults.after(never, Faults.close())).reply(200, chat("hi"));
        int before = UPSTREAM.count(CHAT);
        SeraiProcess doomed = program("doomed");
        Thread asking = new Thread(() -> {
            try {
                doomed.send(ask(doomed, "the death"));
            } catch (RuntimeException expected) {
                // Its connection breaks when the process dies.
            }
        });
        asking.start();
        Awaitility.await().until(() -> UPSTREAM.count(CHAT) > before);
        CompletableFuture<HttpResponse<byte[]>> waiting =
                CompletableFuture.supplyAsync(() -> one.send(ask(one, "the death")));

        doomed.kill();
        long start = System.nanoTime();

        assertThat(waiting.get().statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(UPSTREAM.count(CHAT) - before).isEqualTo(2);
        doomed.close();
        never.countDown();
        UPSTREAM.on(CHAT).clear().reply(200, chat("hi"));
    }

    @Test
    void a_redis_that_is_down_makes_the_health_degraded_and_not_down_and_is_logged_once() throws Exception {
        try (TestRedis redis = TestRedis.start();
                SeraiProcess serai = SeraiProcess.start(
                        Files.createDirectories(folder.resolve("health")),
                        Map.of(
                                "SERAI_MODE",
                                "sandbox",
                                "SERAI_REDIS_URL",
                                redis.url(),
                                // Only what the test does to it may count as down, not a machine that is busy.
                                "SERAI_REDIS_TIMEOUT",
                                "20s",
                                "SERAI_REDIS_SLOW",
                                "20s"))) {
            assertThat(health(serai)).contains("serai-redis").doesNotContain("DEGRADED");
            redis.kill();
            Awaitility.await().until(() -> health(serai).contains("DEGRADED"));

            assertThat(Json.read(health(serai).getBytes(UTF_8)).path("status").asText())
                    .isEqualTo("UP");
            assertThat(serai.send(ask(serai, "health")).statusCode()).isEqualTo(200);

            redis.restart();
            Awaitility.await().until(() -> !health(serai).contains("DEGRADED"));
            assertThat(serai.log().lines().filter(line -> line.contains(String.valueOf(redis.port()))))
                    .as("one line for each change of state")
                    .satisfiesExactly(
                            down -> assertThat(down).contains("RedisHealth: Redis at", "is down: "),
                            up -> assertThat(up).contains("RedisHealth: Redis at", "is up again"));
        }
    }

    private static String health(SeraiProcess serai) {
        return text(serai.send(HttpRequest.newBuilder(URI.create(serai.managementUrl("/observe/health")))));
    }

    @Test
    void headers_say_what_the_cache_did_and_obey_the_caller() {
        var miss = one.send(ask(one, "headers"));
        var hit = one.send(ask(one, "headers"));
        var anew = one.send(ask(one, "headers", "Cache-Control", "no-cache"));
        var wrong = one.send(ask(one, "headers", "Cache-Control", "max-age=x"));

        assertThat(header(miss, "x-serai-cache")).isEqualTo("miss");
        assertThat(header(hit, "x-serai-cache")).isEqualTo("hit");
        assertThat(header(hit, "x-serai-cache-age")).matches("\\d+");
        assertThat(header(anew, "x-serai-cache")).isEqualTo("bypass");
        assertThat(wrong.statusCode()).isEqualTo(400);
    }

    @Test
    void an_idempotency_key_replays_byte_for_byte_at_every_node_and_refuses_another_body() throws Exception {
        String[] key = {"Idempotency-Key", "key-1"};
        var first = one.send(ask(one, "idempotent", key));
        var again = one.send(ask(one, "idempotent", key));
        var elsewhere = two.send(ask(two, "idempotent", key));
        var other = two.send(ask(two, "another body", key));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Idempotent-Replayed")).isEmpty();
        for (var replay : List.of(again, elsewhere)) {
            assertThat(replay.body()).isEqualTo(first.body());
            assertThat(header(replay, "Idempotent-Replayed")).isEqualTo("true");
            assertThat(header(replay, "x-serai-call-id")).isEqualTo(header(first, "x-serai-call-id"));
        }
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Json.read(other.body()).path("error").path("param").asText()).isEqualTo("idempotency-key");
    }

    @Test
    void a_request_whose_key_is_in_use_is_told_when_to_come_again() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        UPSTREAM.on(CHAT).clear().then(Faults.after(gate, Faults.json(200, chat("hi"))));
        int before = UPSTREAM.count(CHAT);
        String[] key = {"Idempotency-Key", "key-2"};
        CompletableFuture<HttpResponse<byte[]>> running =
                CompletableFuture.supplyAsync(() -> one.send(ask(one, "in use", key)));
        Awaitility.await().until(() -> UPSTREAM.count(CHAT) > before);

        var early = two.send(ask(two, "in use", key));
        gate.countDown();

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(header(early, "Retry-After")).isEqualTo("1");
        assertThat(header(early, "x-should-retry")).isEqualTo("true");
        assertThat(running.get().statusCode()).isEqualTo(200);
        UPSTREAM.on(CHAT).clear().reply(200, chat("hi"));
    }

    @Test
    void the_same_upload_and_cached_value_under_a_key_are_done_once() {
        HttpRequest.Builder upload = HttpRequest.newBuilder(URI.create(one.url("/storage/once.txt")))
                .header("Content-Type", "text/plain")
                .header("Idempotency-Key", "key-3")
                .PUT(BodyPublishers.ofString("once"));
        var first = one.send(upload);
        var again = one.send(upload);
        var other = one.send(upload.PUT(BodyPublishers.ofString("twice")));

        assertThat(first.statusCode()).as(text(first)).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(text(one.get("/storage/once.txt"))).isEqualTo("once");
    }
}
