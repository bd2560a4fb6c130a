package io.serai;

import static io.serai.testing.OpenAiReplies.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.OpenAiSchemas;
import io.serai.testing.SeraiProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes through the OpenAI door of the real program, byte for byte and event by event. */
@Timeout(60)
class OpenAiDoorTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String SSE = "text/event-stream";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null");
    private static final String ONE = chunk("{\"content\":\"one \"}", "null");
    private static final String TWO = chunk("{\"content\":\"two\"}", "null");
    private static final String STOP = chunk("{}", "\"stop\"");
    private static final String USAGE = "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";

    @TempDir
    static Path folder;

    private static FaultServer upstream;
    private static FaultServer other;
    private static SeraiProcess serai;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static int prompts;

    @BeforeAll
    static void start() {
        upstream = FaultServer.start();
        other = FaultServer.start();
        serai = SeraiProcess.start(
                folder,
                Map.of(
                        "SERAI_UPSTREAM_OPENAI_BASE_URL", upstream.url() + "/v1",
                        "OPENAI_API_KEY", "sk-live",
                        "SERAI_UPSTREAM_OTHER_BASE_URL", other.url() + "/v1",
                        "SERAI_MODEL_BOTH", "openai/first, other/second",
                        "SERAI_LLM_IDLE_TIMEOUT", "1s",
                        "SERAI_RETRY_MIN_WAIT", "5ms",
                        "SERAI_RETRY_MAX_WAIT", "5ms"));
    }

    @AfterAll
    static void stop() {
        serai.close();
        upstream.close();
        other.close();
    }

    @BeforeEach
    void forget() {
        upstream.on(CHAT).clear();
        other.on(CHAT).clear();
        prompts++;
    }

    private static String chunk(String delta, String finish) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish
                + "}],\"usage\":null}\n\n";
    }

    private static Answer whole() {
        return Faults.streamed(SSE, Duration.ZERO, ROLE, ONE, TWO, STOP, USAGE, DONE);
    }

    /** A prompt of its own for each test, since the same one would be answered from the cache. */
    private static String body(String more) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"prompt " + prompts + "\"}]" + more
                + "}";
    }

    private static HttpRequest post(String body) {
        return HttpRequest.newBuilder(URI.create(serai.url(CHAT)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<Stream<String>> open(String more) throws Exception {
        return HTTP.send(post(body(more)), HttpResponse.BodyHandlers.ofLines());
    }

    /** The data of all events. */
    private static List<String> events(String more) throws Exception {
        return open(more)
                .body()
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    private static JsonNode json(String text) throws IOException {
        return Json.read(text.getBytes(UTF_8));
    }

    private static JsonNode sent(FaultServer server) throws IOException {
        var requests = server.requests(CHAT);
        return Json.read(requests.get(requests.size() - 1).body());
    }

    @Test
    void a_reply_comes_back_byte_for_byte_and_all_fields_of_a_request_go_up() throws Exception {
        String reply =
                "{ \"id\":\"x\",\"object\":\"chat.completion\", \"created\":1,\"model\":\"m-2026\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\",\"refusal\":null},\"logprobs\":null,"
                        + "\"finish_reason\":\"stop\"}], \"new_field\":[1.50]}\n";
        upstream.on(CHAT).reply(200, reply);

        var response = HTTP.send(
                post(body(",\"n\":1,\"logit_bias\":{\"5\":1},\"new_parameter\":{\"a\":1.0},\"stream\":false")),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo(reply);
        assertThat(response.headers().firstValue("x-serai-upstream")).contains("openai");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        JsonNode sent = sent(upstream);
        assertThat(sent.path("new_parameter").path("a").asDouble()).isEqualTo(1.0);
        assertThat(sent.has("temperature")).as("nothing is filled in").isFalse();
        assertThat(sent.has("stream")).isFalse();
        assertThat(OpenAiSchemas.validate("CreateChatCompletionRequest", sent)).isEmpty();
    }

    @Test
    void each_event_arrives_before_the_next_one_is_made() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        upstream.on(CHAT).then(wire -> {
            wire.head(200, Map.of("content-type", SSE, "transfer-encoding", "chunked"));
            wire.chunk(ROLE);
            wire.chunk(ONE);
            wire.await(seen);
            for (String rest : List.of(TWO, STOP, USAGE, DONE, "")) {
                wire.chunk(rest);
            }
        });

        try (InputStream in = HTTP.send(post(body(",\"stream\":true")), HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            String first = lines.readLine();
            lines.readLine();
            String second = lines.readLine();
            seen.countDown();

            assertThat(first).contains("\"role\":\"assistant\"");
            assertThat(second).contains("one ");
            assertThat(lines.lines().toList()).contains("data: [DONE]");
        }
    }

    @Test
    void the_cost_is_always_asked_for_and_told_to_who_asked() throws Exception {
        upstream.on(CHAT).then(whole());

        List<String> silent = events(",\"stream\":true");
        JsonNode sent = sent(upstream);
        prompts++;
        List<String> told = events(",\"stream\":true,\"stream_options\":{\"include_usage\":true,\"x\":1}");

        assertThat(sent.path("stream_options").path("include_usage").asBoolean())
                .isTrue();
        assertThat(OpenAiSchemas.validate("CreateChatCompletionRequest", sent)).isEmpty();
        assertThat(silent).hasSize(5).last().isEqualTo("[DONE]");
        assertThat(silent).noneMatch(event -> event.contains("usage"));
        assertThat(told).hasSize(6);
        assertThat(json(told.get(4)).path("usage").path("total_tokens").asInt()).isEqualTo(5);
        assertThat(sent(upstream).path("stream_options").path("x").asInt()).isEqualTo(1);
    }

    @Test
    void a_stream_that_breaks_before_its_first_word_is_asked_for_again() throws Exception {
        upstream.on(CHAT)
                .reply(500, error("server_error", "x"))
                .then(Faults.streamedThenCut(SSE, Duration.ZERO, ROLE))
                .then(whole());
        int before = upstream.count(CHAT);

        List<String> events = events(",\"stream\":true");

        assertThat(events).hasSize(5).last().isEqualTo("[DONE]");
        assertThat(upstream.count(CHAT) - before).isEqualTo(3);
    }

    @Test
    void a_stream_that_breaks_after_its_first_word_ends_with_an_error_and_is_not_paid_for_again() throws Exception {
        for (Answer broken : List.of(
                Faults.streamedThenCut(SSE, Duration.ZERO, ROLE, ONE),
                Faults.streamedThenHang(SSE, Duration.ZERO, ROLE, ONE),
                Faults.streamed(SSE, Duration.ZERO, ROLE, ONE),
                Faults.streamed(
                        SSE,
                        Duration.ZERO,
                        ROLE,
                        ONE,
                        "data: {\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}\n\n"),
                Faults.streamed(SSE, Duration.ZERO, ROLE, ONE, "data: {half\n\n"))) {
            upstream.on(CHAT).clear().then(broken);
            int before = upstream.count(CHAT);
            prompts++;

            List<String> events = events(",\"stream\":true");

            assertThat(events).hasSize(3).doesNotContain("[DONE]");
            assertThat(json(events.get(2)).path("error").path("message").asText())
                    .contains("llm-chat at openai");
            assertThat(OpenAiSchemas.validate("ErrorResponse", events.get(2))).isEmpty();
            assertThat(upstream.count(CHAT) - before).isEqualTo(1);
        }
    }

    @Test
    void a_failure_before_the_first_word_is_a_plain_reply() throws Exception {
        upstream.on(CHAT).reply(400, error("invalid_request_error", "unsupported_value"));

        var response = HTTP.send(post(body(",\"stream\":true")), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(OpenAiSchemas.validate("ErrorResponse", response.body())).isEmpty();
    }

    @Test
    void a_stream_falls_back_to_the_next_target() throws Exception {
        upstream.on(CHAT).reply(500, error("server_error", "x"));
        other.on(CHAT).then(whole());

        var response = HTTP.send(
                post(body(",\"stream\":true").replace("\"m\"", "\"both\"")), HttpResponse.BodyHandlers.ofString());

        assertThat(response.body()).contains("one ").endsWith("data: [DONE]\n\n");
        assertThat(response.headers().firstValue("x-serai-upstream")).contains("other");
        assertThat(sent(other).path("model").asText()).isEqualTo("second");
    }

    @Test
    void a_client_that_leaves_stops_the_upstream() throws Exception {
        CountDownLatch stopped = new CountDownLatch(2);
        Answer endless = wire -> {
            try {
                wire.head(200, Map.of("content-type", SSE, "transfer-encoding", "chunked"));
                wire.chunk(ROLE + ONE);
                wire.hang();
            } finally {
                stopped.countDown();
            }
        };
        Answer silent = wire -> {
            try {
                wire.hang();
            } finally {
                stopped.countDown();
            }
        };
        upstream.on(CHAT).then(endless).then(silent);

        try (InputStream in = HTTP.send(post(body(",\"stream\":true")), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            in.read();
        }
        int before = upstream.count(CHAT);
        prompts++;
        var waiting = HTTP.sendAsync(post(body(",\"stream\":true")), HttpResponse.BodyHandlers.ofString());
        org.awaitility.Awaitility.await().until(() -> upstream.count(CHAT) > before);
        waiting.cancel(true);

        assertThat(stopped.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(upstream.count(CHAT) - before).as("nothing is asked again").isEqualTo(1);
    }

    @Test
    void what_was_streamed_is_kept_and_what_is_kept_is_streamed() throws Exception {
        String tool = chunk(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}",
                        "null")
                + chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}", "null")
                + chunk("{}", "\"tool_calls\"");
        upstream.on(CHAT).then(Faults.streamed(SSE, Duration.ZERO, ROLE, ONE, TWO, tool, USAGE, DONE));
        int before = upstream.count(CHAT);

        events(",\"stream\":true");
        var whole = HTTP.send(post(body("")), HttpResponse.BodyHandlers.ofString());
        List<String> again = events(",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        assertThat(upstream.count(CHAT) - before).isEqualTo(1);
        assertThat(whole.headers().firstValue("x-serai-cache")).contains("hit");
        assertThat(OpenAiSchemas.validate("CreateChatCompletionResponse", whole.body()))
                .isEmpty();
        JsonNode message = json(whole.body()).path("choices").path(0).path("message");
        assertThat(message.path("content").asText()).isEqualTo("one two");
        assertThat(message.at("/tool_calls/0/function/arguments").asText()).isEqualTo("{}");
        assertThat(json(whole.body()).at("/usage/total_tokens").asInt()).isEqualTo(5);
        assertThat(again).hasSize(4).last().isEqualTo("[DONE]");
        for (String event : again.subList(0, 3)) {
            assertThat(OpenAiSchemas.validate("CreateChatCompletionStreamResponse", event))
                    .isEmpty();
        }
        assertThat(json(again.get(2)).at("/usage/total_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void an_upstream_that_does_not_stream_is_streamed_all_the_same() throws Exception {
        upstream.on(CHAT).reply(200, io.serai.testing.OpenAiReplies.chat("all at once"));

        List<String> events = events(",\"stream\":true");

        assertThat(events.get(0)).contains("all at once");
        assertThat(events).last().isEqualTo("[DONE]");
    }
}
