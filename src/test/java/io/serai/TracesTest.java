package io.serai;

import static io.serai.testing.LiveSerai.CANARY;
import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.serai.image.ImageRequest;
import io.serai.llm.ChatRequest;
import io.serai.llm.Message;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final String PATH = "/v1/chat/completions";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @BeforeEach
    void an_application_has_an_sdk() {
        GlobalOpenTelemetry.resetForTest();
        OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .buildAndRegisterGlobal();
    }

    @AfterEach
    void others_have_none() {
        GlobalOpenTelemetry.resetForTest();
    }

    private static String text(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static Long number(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.longKey(name));
    }

    private SpanData only() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().get(0);
    }

    @Test
    void a_call_with_its_retries_is_one_client_span_with_the_attributes_of_the_conventions() throws Exception {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(500, "no").reply(200, chat("secret answer"));
            Span mine =
                    GlobalOpenTelemetry.getTracer("test").spanBuilder("mine").startSpan();
            try (Serai serai = LiveSerai.start(upstream);
                    Scope scope = mine.makeCurrent()) {
                serai.llm()
                        .chat(new ChatRequest(
                                List.of(Message.user("secret question")),
                                null,
                                0.5,
                                Map.of("max_tokens", 20, "seed", 7)));
            }

            SpanData span = only();
            assertThat(span.getName()).isEqualTo("chat gpt-4o-mini");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getParentSpanId()).isEqualTo(mine.getSpanContext().getSpanId());
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(text(span, "gen_ai.operation.name")).isEqualTo("chat");
            assertThat(text(span, "gen_ai.provider.name")).isEqualTo("openai");
            assertThat(text(span, "gen_ai.system")).isEqualTo("openai");
            assertThat(text(span, "gen_ai.request.model")).isEqualTo("gpt-4o-mini");
            assertThat(text(span, "gen_ai.response.model")).isEqualTo("gpt-4o-mini-2024-07-18");
            assertThat(text(span, "gen_ai.response.id")).isEqualTo("chatcmpl-1");
            assertThat(text(span, "gen_ai.output.type")).isEqualTo("text");
            assertThat(text(span, "server.address")).isEqualTo("127.0.0.1");
            assertThat(number(span, "server.port")).isEqualTo(upstream.port());
            assertThat(number(span, "gen_ai.request.max_tokens")).isEqualTo(20);
            assertThat(number(span, "gen_ai.request.seed")).isEqualTo(7);
            assertThat(span.getAttributes().get(AttributeKey.doubleKey("gen_ai.request.temperature")))
                    .isEqualTo(0.5);
            assertThat(number(span, "gen_ai.usage.input_tokens")).isEqualTo(5);
            assertThat(number(span, "gen_ai.usage.output_tokens")).isEqualTo(7);
            assertThat(span.getAttributes().get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
                    .containsExactly("stop");
            assertThat(number(span, "serai.attempts")).isEqualTo(2);
            assertThat(text(span, "serai.cache")).isEqualTo("miss");
            assertThat(text(span, "serai.cost.basis")).isEqualTo("exact");
            assertThat(span.getEvents())
                    .extracting(event -> event.getAttributes().get(AttributeKey.stringKey("serai.outcome")))
                    .containsExactly("upstream_error", "ok");
            assertThat(span.toString()).doesNotContain("secret", "canary");
        }
    }

    @Test
    void a_failure_says_its_type_and_no_key() throws Exception {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(401, "{\"error\":{\"message\":\"bad key " + CANARY + "\"}}");
            try (Serai serai = LiveSerai.start(upstream)) {
                assertThat(catchThrowable(() -> serai.llm().chatCompletion("secret question")))
                        .isNotNull();
            }

            SpanData span = only();
            assertThat(text(span, "error.type")).isEqualTo("auth");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).contains("llm-chat at openai");
            assertThat(span.toString()).doesNotContain("canary", "secret");
        }
    }

    @Test
    void content_is_there_for_those_who_asked_for_it() throws Exception {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(200, chat("forty-two"));
            try (Serai serai = LiveSerai.start(upstream, "serai.trace.content", "true")) {
                serai.llm()
                        .chat(new ChatRequest(
                                List.of(Message.system("be brief"), Message.user("why? " + CANARY)),
                                null,
                                null,
                                Map.of()));
            }

            SpanData span = only();
            assertThat(text(span, "gen_ai.system_instructions"))
                    .isEqualTo("[{\"type\":\"text\",\"content\":\"be brief\"}]");
            assertThat(text(span, "gen_ai.input.messages"))
                    .contains("\"role\":\"user\"", "\"parts\":[{", "why? ***")
                    .doesNotContain("canary");
            assertThat(text(span, "gen_ai.output.messages"))
                    .isEqualTo("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"forty-two\"}],"
                            + "\"finish_reason\":\"stop\"}]");
        }
    }

    @Test
    void a_call_that_the_cache_answers_has_a_span_without_tokens() throws Exception {
        try (FaultServer upstream = FaultServer.start()) {
            upstream.on(PATH).reply(200, chat("hi"));
            try (Serai serai = LiveSerai.start(upstream)) {
                serai.llm().chatCompletion("hello");
                serai.llm().chatCompletion("hello");
            }

            assertThat(spans.getFinishedSpanItems())
                    .extracting(span -> text(span, "serai.cache"))
                    .containsExactly("miss", "hit");
            SpanData hit = spans.getFinishedSpanItems().get(1);
            assertThat(number(hit, "gen_ai.usage.input_tokens")).isNull();
            assertThat(hit.getEvents()).isEmpty();
            assertThat(hit.getAttributes().get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
                    .containsExactly("stop");
        }
    }

    @Test
    void every_operation_that_goes_to_a_model_has_its_span_and_no_other() {
        try (Serai serai = Serai.start(Map.of("serai.mode", "sandbox", "serai.cost.ledger", "off"))) {
            serai.llm().jsonCompletion("a thing");
            serai.image().generate(new ImageRequest("a camel", null, null, null));
            serai.tts().synthesize("hello");
            serai.cache()
                    .set("a", "b".getBytes(java.nio.charset.StandardCharsets.UTF_8), java.time.Duration.ofMinutes(1));
        }

        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("chat gpt-4o-mini", "image_generation gpt-image-2", "speech gpt-4o-mini-tts");
        assertThat(spans.getFinishedSpanItems())
                .allMatch(span ->
                        Boolean.TRUE.equals(span.getAttributes().get(AttributeKey.booleanKey("serai.sandbox"))));
    }
}
