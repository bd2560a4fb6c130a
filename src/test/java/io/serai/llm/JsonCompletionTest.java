package io.serai.llm;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.Serai;
import io.serai.error.InvalidReplyException;
import io.serai.error.InvalidRequestException;
import io.serai.json.Json;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCompletionTest {
    private static final String PATH = "/v1/chat/completions";
    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object",
            "required", List.of("humps"),
            "properties", Map.of("humps", Map.of("type", "integer")));

    private final FaultServer upstream = FaultServer.start();
    private final Serai serai = LiveSerai.start(upstream);

    @AfterEach
    void stop() {
        serai.close();
        upstream.close();
    }

    private JsonReply ask() {
        return serai.llm().json(JsonRequest.of(Map.of("prompt", "How many humps?", "schema", SCHEMA)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"humps\": 2}", "```json\n{\"humps\": 2}\n```", "```\n{\"humps\": 2}```", " {\"humps\":2}\n"})
    void an_object_is_answered_fenced_or_not(String reply) {
        upstream.on(PATH).reply(200, chat(reply));

        assertThat(ask().value()).isEqualTo(Map.of("humps", 2));
        assertThat(upstream.count(PATH)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"humps\": \"two\"}",
                "{}",
                "Two humps.",
                "[2]",
                "{\"humps\": 2",
                "{\"humps\": 2} and more",
                "{\"humps\": 1, \"humps\": 2}"
            })
    void a_reply_that_does_not_fit_is_corrected_once(String misfit) throws IOException {
        upstream.on(PATH).reply(200, chat(misfit)).reply(200, chat("{\"humps\": 2}"));

        JsonReply reply = ask();

        assertThat(reply.value()).isEqualTo(Map.of("humps", 2));
        assertThat(reply.receipt().attempts()).isEqualTo(2);
        assertThat(reply.receipt().usage()).extracting("totalTokens").isEqualTo(24L);
        var second = Json.read(upstream.requests().get(1).body()).path("messages");
        assertThat(second.get(second.size() - 2).path("content").asText()).isEqualTo(misfit);
        assertThat(second.get(second.size() - 1).path("content").asText()).contains("not the JSON object asked for");
    }

    @Test
    void a_second_misfit_is_the_end_and_its_raw_text_is_kept() {
        upstream.on(PATH).reply(200, chat("{}")).reply(200, chat("still nothing"));

        var failure = catchThrowableOfType(InvalidReplyException.class, this::ask);

        assertThat(failure.raw()).isEqualTo("still nothing");
        assertThat(failure.retryable()).isFalse();
        assertThat(upstream.count(PATH)).isEqualTo(2);
    }

    @Test
    void a_reply_cut_at_the_token_limit_is_not_parsed() {
        upstream.on(PATH).reply(200, chat("{\"humps\": 2}", "length"));

        var failure = catchThrowableOfType(InvalidReplyException.class, this::ask);

        assertThat(failure).hasMessageContaining("cut at the token limit");
    }

    @Test
    void json_mode_is_asked_for_with_the_word_json_and_the_schema() throws IOException {
        upstream.on(PATH).reply(200, chat("{\"humps\": 2}"));

        ask();

        var sent = Json.read(upstream.requests().get(0).body());
        assertThat(sent.path("response_format").path("type").asText()).isEqualTo("json_object");
        assertThat(sent.path("messages").get(0).path("content").asText())
                .contains("JSON")
                .contains("\"humps\"");
        assertThat(sent.has("temperature")).isFalse();
    }

    @Test
    void a_schema_that_is_none_is_refused_before_anything_is_paid() {
        Map<String, Object> request = Map.of("prompt", "x", "schema", Map.of("type", "camel"));

        assertThatThrownBy(() -> serai.llm().json(JsonRequest.of(request)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("schema: is not a usable JSON Schema");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void a_schema_that_points_elsewhere_is_not_followed() {
        Map<String, Object> request = Map.of("prompt", "x", "schema", Map.of("$ref", upstream.url() + "/schema.json"));

        assertThatThrownBy(() -> serai.llm().json(JsonRequest.of(request))).isInstanceOf(InvalidRequestException.class);
        assertThat(upstream.requests()).isEmpty();
    }
}
