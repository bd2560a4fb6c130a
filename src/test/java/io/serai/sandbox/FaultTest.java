package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.testing.OpenAiSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest extends SandboxTest {
    private static final Map<String, String> REQUESTS = Map.of(
            "/chat/completions", "'messages':[{'role':'user','content':'Hello'}]",
            "/images/generations", "'prompt':'a camel','size':'64x64'",
            "/audio/speech", "'input':'Hello','voice':'alloy'",
            "/embeddings", "'input':'Hello'");

    static Stream<String> endpoints() {
        return REQUESTS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_rate_limit_carries_its_hint(String path) throws IOException {
        var got = client.post(path, request(path, "sandbox-429"));

        assertThat(got.status()).isEqualTo(429);
        assertThat(got.error().path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(got.header("retry-after")).isEqualTo("1");
        assertThat(got.header("retry-after-ms")).isEqualTo("1000");
        assertThat(OpenAiSchemas.validate("ErrorResponse", got.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_spent_quota_carries_no_hint(String path) throws IOException {
        var got = client.post(path, request(path, "sandbox-quota"));

        assertThat(got.status()).isEqualTo(429);
        assertThat(got.error().path("type").asText()).isEqualTo("insufficient_quota");
        assertThat(got.error().path("code").asText()).isEqualTo("insufficient_quota");
        assertThat(got.header("retry-after")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_server_error_is_a_500(String path) throws IOException {
        var got = client.post(path, request(path, "sandbox-500"));

        assertThat(got.status()).isEqualTo(500);
        assertThat(got.error().path("type").asText()).isEqualTo("server_error");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_cut_reply_ends_the_connection_in_the_body(String path) {
        assertThatThrownBy(() -> client.post(path, request(path, "sandbox-cut")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_cut_stream_gives_some_chunks_and_no_end() {
        var seen = new ByteArrayOutputStream();

        // Not java.net.http: it may drop what had arrived when the connection breaks.
        assertThatThrownBy(() -> {
                    var connection = (HttpURLConnection)
                            client.to("/chat/completions").build().uri().toURL().openConnection();
                    connection.setDoOutput(true);
                    connection.setRequestProperty("Authorization", "Bearer any");
                    connection.setRequestProperty("Content-Type", "application/json");
                    connection
                            .getOutputStream()
                            .write(
                                    json("{'model':'sandbox-cut','stream':true,'messages':[{'role':'user','content':'Hello'}]}")
                                            .getBytes(StandardCharsets.UTF_8));
                    connection.getInputStream().transferTo(seen);
                })
                .isInstanceOf(IOException.class);

        String text = seen.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("chat.completion.chunk").doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_slow_reply_comes_in_the_end(String path) throws IOException {
        try (var slow = Sandbox.start(Duration.ofMillis(300))) {
            long began = System.nanoTime();

            var got = new Client(slow.baseUrl()).post(path, request(path, "sandbox-slow"));

            assertThat(got.status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
        }
    }

    @Test
    void closing_ends_a_slow_call_at_once() throws Exception {
        var slow = Sandbox.start();
        var call =
                new Client(slow.baseUrl()).postAsync("/chat/completions", request("/chat/completions", "sandbox-slow"));
        // A second call that is answered shows that the server is up and the first is under way.
        new Client(slow.baseUrl()).get("/models");

        slow.close();
        slow.close();

        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void filtered_chat_is_a_200_without_content() throws IOException {
        var got = client.post("/chat/completions", request("/chat/completions", "sandbox-filter"));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().at("/choices/0/finish_reason").asText()).isEqualTo("content_filter");
        assertThat(got.json().at("/choices/0/message/content").asText()).isEmpty();
        assertThat(OpenAiSchemas.validate("CreateChatCompletionResponse", got.json()))
                .isEmpty();
    }

    @Test
    void a_filtered_stream_ends_with_content_filter() throws IOException {
        var got = client.post(
                "/chat/completions",
                json("{'model':'sandbox-filter','stream':true,'messages':[{'role':'user','content':'Hello'}]}"));

        assertThat(got.text()).contains("\"finish_reason\":\"content_filter\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void other_filtered_input_is_a_400() throws IOException {
        var image = client.post("/images/generations", request("/images/generations", "sandbox-filter"));
        var speech = client.post("/audio/speech", request("/audio/speech", "sandbox-filter"));
        var embeddings = client.post("/embeddings", request("/embeddings", "sandbox-filter"));

        assertThat(image.status()).isEqualTo(400);
        assertThat(image.error().path("code").asText()).isEqualTo("moderation_blocked");
        assertThat(speech.error().path("code").asText()).isEqualTo("content_policy_violation");
        assertThat(embeddings.error().path("code").asText()).isEqualTo("content_policy_violation");
    }

    private static String request(String path, String model) {
        return json("{'model':'" + model + "'," + REQUESTS.get(path) + "}");
    }
}
