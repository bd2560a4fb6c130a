package io.serai;

import static io.serai.testing.LiveSerai.CANARY;
import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.testing.FaultServer;
import io.serai.testing.RecordedRequest;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with the SDK in its jar; the spans go to its log, as OTLP's JSON. */
class TraceProcessTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @TempDir
    Path folder;

    @Test
    void a_request_s_trace_goes_through_the_routes_to_the_model_s_span_and_on_to_the_upstream() throws IOException {
        try (FaultServer upstream = FaultServer.start();
                FaultServer collector = FaultServer.start();
                SeraiProcess serai = SeraiProcess.start(
                        folder,
                        Map.of(
                                "SERAI_UPSTREAM_OPENAI_BASE_URL",
                                upstream.url() + "/v1",
                                "OPENAI_API_KEY",
                                CANARY,
                                "SERAI_TRACE_SDK",
                                "true",
                                "OTEL_TRACES_EXPORTER",
                                "otlp,logging-otlp",
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                collector.url()))) {
            collector.on("/v1/traces").reply(200, "");
            upstream.on("/v1/chat/completions").reply(200, chat("secret answer"));

            HttpResponse<byte[]> response = serai.send(HttpRequest.newBuilder(URI.create(serai.url("/llm/chat")))
                    .header("Content-Type", "application/json")
                    .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                    .header("baggage", "customer=canary-customer")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"secret question\"}")));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().map()).doesNotContainKeys("traceparent", "baggage");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> serai.log().contains("chat gpt-4o-mini"));
            // Spans that are not sent yet when it is told to stop are sent before it ends.
            serai.post("/llm/chat", "{\"prompt\": \"secret too\", \"model\": \"the-last-one\"}");
            serai.terminate();
            assertThat(serai.exitCode()).isZero();
            String collected = collector.requests("/v1/traces").stream()
                    .map(sentThere -> new String(sentThere.body(), StandardCharsets.ISO_8859_1))
                    .collect(Collectors.joining());
            assertThat(collected)
                    .contains("service.name", "chat gpt-4o-mini", "chat the-last-one")
                    .doesNotContain("canary", "secret");

            Map<String, JsonNode> spans = spans(serai.log());
            JsonNode model = spans.values().stream()
                    .filter(span -> span.path("name").asText().equals("chat gpt-4o-mini"))
                    .findFirst()
                    .orElseThrow();
            assertThat(model.path("traceId").asText()).isEqualTo(TRACE);
            // From the model's span up to the caller's, all the way through Camel's.
            String up = model.path("parentSpanId").asText();
            StringBuilder way = new StringBuilder();
            while (spans.containsKey(up)) {
                way.append(spans.get(up).path("name").asText()).append(" < ");
                up = spans.get(up).path("parentSpanId").asText();
            }
            assertThat(way.toString()).contains("llm-chat < ", "door-rest < ");
            assertThat(up).isEqualTo(CALLER);
            RecordedRequest sent = upstream.requests().get(0);
            assertThat(sent.header("traceparent").orElseThrow()).startsWith("00-" + TRACE + "-");
            assertThat(sent.header("baggage")).isEmpty();
            assertThat(serai.log()).doesNotContain("canary", "secret");
        }
    }

    /** By their id. */
    private static Map<String, JsonNode> spans(String log) throws IOException {
        Map<String, JsonNode> spans = new HashMap<>();
        for (String line : log.split("\n")) {
            int start = line.indexOf("{\"resource\"");
            if (start >= 0) {
                JsonNode json = Json.read(line.substring(start).getBytes(StandardCharsets.UTF_8));
                json.path("scopeSpans")
                        .forEach(scope -> scope.path("spans")
                                .forEach(span -> spans.put(span.path("spanId").asText(), span)));
            }
        }
        return spans;
    }
}
