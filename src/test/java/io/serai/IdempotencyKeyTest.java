package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.json.Json;
import io.serai.testing.CountedSandbox;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.SeraiProcess;
import io.serai.testing.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The header Idempotency-Key on every POST and PUT of the real program, which starts anew between some first requests and
 * their repetitions: what it promised is in Redis.
 */
class IdempotencyKeyTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String ANN = "key-of-ann-0123456789";
    private static final String BEN = "key-of-ben-0123456789";

    /** Each operation of the door that writes or pays, with a request and another one. */
    private static final String OPERATIONS = """
            POST | /llm/chat              | {"prompt": "one"}                                   | {"prompt": "two"}
            POST | /llm/json              | {"prompt": "one"}                                   | {"prompt": "two"}
            POST | /image                 | {"prompt": "one"}                                   | {"prompt": "two"}
            POST | /tts                   | {"text": "one"}                                     | {"text": "two"}
            POST | /v1/chat/completions   | {"messages": [{"role": "user", "content": "one"}]}  | {"messages": [{"role": "user", "content": "two"}]}
            POST | /v1/chat/completions   | {"stream": true, "messages": [{"role": "user", "content": "one"}]} | {"messages": [{"role": "user", "content": "one"}]}
            POST | /v1/images/generations | {"prompt": "one", "n": 2}                           | {"prompt": "one", "n": 1}
            POST | /v1/audio/speech       | {"input": "one", "voice": "alloy"}                  | {"input": "two", "voice": "alloy"}
            POST | /v1/embeddings         | {"input": "one"}                                    | {"input": "two"}
            POST | /storage?name=a.txt&naming=date-uuid | one                                   | two
            PUT  | /storage/a.txt?overwrite=true | one                                          | two
            POST | /storage/copy          | {"from": "from.txt", "to": "copy.txt", "overwrite": true} | {"from": "from.txt", "to": "else.txt"}
            POST | /storage/move          | {"from": "move.txt", "to": "moved.txt"}             | {"from": "from.txt", "to": "else.txt"}
            POST | /storage/refresh       | {"keys": ["from.txt"]}                              | {"keys": ["copy.txt"]}
            POST | /storage/prefetch      | {"keys": ["from.txt"]}                              | {"keys": ["copy.txt"]}
            PUT  | /cache/a?ttl=60        | one                                                 | two
            """;

    @TempDir
    static Path folder;

    private static CountedSandbox sandbox;
    private static FaultServer scripted;
    private static TestRedis redis;
    private static SeraiProcess serai;

    @BeforeAll
    static void start() {
        sandbox = new CountedSandbox();
        scripted = FaultServer.start();
        redis = TestRedis.start();
        serai = program();
        for (String name : new String[] {"from.txt", "move.txt"}) {
            call("PUT", "/storage/" + name, name, ANN, UUID.randomUUID().toString());
        }
    }

    @AfterAll
    static void stop() {
        serai.close();
        redis.close();
        scripted.close();
        sandbox.close();
    }

    private static SeraiProcess program() {
        return SeraiProcess.start(
                folder,
                new HashMap<>(Map.of(
                        "SERAI_UPSTREAM_OPENAI_BASE_URL",
                        sandbox.server().url() + "/v1",
                        "SERAI_UPSTREAM_OPENAI_API_KEY",
                        LiveSerai.CANARY,
                        "SERAI_UPSTREAM_SCRIPTED_BASE_URL",
                        scripted.url() + "/v1",
                        "SERAI_REDIS_URL",
                        redis.url(),
                        "SERAI_ACCESS_ANN_KEY",
                        ANN,
                        "SERAI_ACCESS_BEN_KEY",
                        BEN,
                        // The keys alone, not the cache, must keep the upstream from being asked again.
                        "SERAI_LLM_CACHE",
                        "false",
                        "SERAI_IMAGE_CACHE",
                        "false",
                        "SERAI_TTS_CACHE",
                        "false")));
    }

    private static HttpResponse<byte[]> call(String method, String path, String body, String access, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(serai.url(path)))
                .header("Authorization", "Bearer " + access)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "text/plain")
                .method(method, BodyPublishers.ofString(body));
        return serai.send(key == null ? request : request.header("Idempotency-Key", key));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<byte[]> answered(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(200);
        return response;
    }

    private static String param(HttpResponse<byte[]> response) throws IOException {
        return Json.read(response.body()).at("/error/param").asText();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = OPERATIONS)
    void the_same_request_is_answered_byte_for_byte_and_done_once(String method, String path, String body, String other)
            throws IOException {
        String key = "k".repeat(219) + UUID.randomUUID();

        var first = answered(call(method, path, body, ANN, key));
        int paid = sandbox.count();
        var again = answered(call(method, path, body, ANN, key));
        var different = call(method, path, other, ANN, key);

        assertThat(key).hasSize(255);
        assertThat(first.body()).isNotEmpty();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "content-type")).isEqualTo(header(first, "content-type"));
        assertThat(header(again, "x-serai-call-id")).isEqualTo(header(first, "x-serai-call-id"));
        assertThat(header(first, "Idempotent-Replayed")).isEmpty();
        assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(different.statusCode()).isEqualTo(422);
        assertThat(param(different)).isEqualTo("idempotency-key");
        assertThat(sandbox.count()).isEqualTo(paid);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = OPERATIONS)
    void a_key_is_of_1_to_255_characters(String method, String path, String body, String other) throws IOException {
        int paid = sandbox.count();

        for (String bad : new String[] {"k".repeat(256), " "}) {
            var refused = call(method, path, body, ANN, bad);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(param(refused)).isEqualTo("idempotency-key");
        }
        assertThat(sandbox.count()).isEqualTo(paid);
    }

    @Test
    void a_key_belongs_to_its_tenant_and_its_operation() {
        String key = UUID.randomUUID().toString();
        String body = "{\"messages\": [{\"role\": \"user\", \"content\": \"whose?\"}]}";
        int before = sandbox.count();

        var first = answered(call("POST", CHAT, body, ANN, key));
        var elsewhere = answered(call("POST", CHAT, body, BEN, key));
        var otherOperation = answered(call("POST", "/v1/embeddings", "{\"input\": \"whose?\"}", ANN, key));
        var otherKind = answered(call("PUT", "/cache/whose", "whose?", ANN, key));

        for (var response : new HttpResponse<?>[] {first, elsewhere, otherOperation, otherKind}) {
            assertThat(header(response, "Idempotent-Replayed")).isEmpty();
        }
        assertThat(sandbox.count() - before).isEqualTo(3);
    }

    private static final String CHUNK =
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}";

    private static String chunk(String delta, String finish) {
        return "data: " + String.format(CHUNK, delta, finish) + "\n\n";
    }

    @Test
    void a_stream_is_repeated_event_by_event_even_after_a_restart() {
        String key = UUID.randomUUID().toString();
        scripted.on(CHAT)
                .then(Faults.streamed(
                        "text/event-stream",
                        Duration.ZERO,
                        chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
                        chunk("{\"content\":\"one \"}", "null"),
                        chunk("{\"content\":\"two\"}", "null"),
                        chunk("{}", "\"stop\""),
                        "data: [DONE]\n\n"));
        String body =
                "{\"model\": \"scripted/m\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"s\"}]}";

        var first = answered(call("POST", CHAT, body, ANN, key));
        serai.close();
        serai = program();
        var again = answered(call("POST", CHAT, body, ANN, key));
        var whole = call("POST", CHAT, body.replace("true", "false"), ANN, key);

        assertThat(new String(first.body(), UTF_8).split("\n\n")).hasSize(5);
        assertThat(new String(again.body(), UTF_8)).isEqualTo(new String(first.body(), UTF_8));
        assertThat(header(again, "content-type")).startsWith("text/event-stream");
        assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
        assertThat(whole.statusCode()).isEqualTo(422);
        assertThat(scripted.count(CHAT)).isEqualTo(1);
        scripted.on(CHAT).clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void while_it_runs_the_same_key_is_told_to_come_again(boolean stream) throws Exception {
        String key = UUID.randomUUID().toString();
        CountDownLatch gate = new CountDownLatch(1);
        scripted.on(CHAT).then(Faults.after(gate, Faults.json(200, chat("hi"))));
        int before = scripted.count(CHAT);
        String body = "{\"model\": \"scripted/m\", \"stream\": " + stream
                + ", \"messages\": [{\"role\": \"user\", \"content\": \"running\"}]}";
        var running = CompletableFuture.supplyAsync(() -> call("POST", CHAT, body, ANN, key));
        Awaitility.await().until(() -> scripted.count(CHAT) > before);

        var early = call("POST", CHAT, body, ANN, key);
        gate.countDown();

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(header(early, "Retry-After")).isEqualTo("1");
        assertThat(header(early, "content-type")).startsWith("application/json");
        answered(running.get());
        assertThat(answered(call("POST", CHAT, body, ANN, key)).body())
                .isEqualTo(running.get().body());
        assertThat(scripted.count(CHAT) - before).isEqualTo(1);
        scripted.on(CHAT).clear();
    }
}
