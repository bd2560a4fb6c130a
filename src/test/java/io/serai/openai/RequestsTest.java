package io.serai.openai;

import static io.serai.testing.OpenAiReplies.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.Serai;
import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.image.ImageRequest;
import io.serai.json.Json;
import io.serai.llm.ChatRequest;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream is sent, by model. */
class RequestsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String IMAGES = "/v1/images/generations";
    private static final String SPEECH = "/v1/audio/speech";
    private static final Map<String, String> SCHEMAS =
            Map.of(CHAT, "CreateChatCompletionRequest", IMAGES, "CreateImageRequest", SPEECH, "CreateSpeechRequest");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final FaultServer upstream = FaultServer.start();
    private final Serai serai = LiveSerai.start(upstream);

    @AfterEach
    void stop() {
        serai.close();
        upstream.close();
    }

    /** What was sent there first; it fits the vendor's own description. */
    private JsonNode sent(String path) throws IOException {
        JsonNode sent = Json.read(upstream.requests(path).get(0).body());
        assertThat(OpenAiSchemas.validate(SCHEMAS.get(path), sent)).isEmpty();
        return sent;
    }

    @Test
    void a_chat_is_sent_with_the_mission_s_defaults_and_nothing_else() throws IOException {
        upstream.on(CHAT).reply(200, chat("hi"));

        serai.llm().chatCompletion("hello");

        assertThat(sent(CHAT))
                .isEqualTo(Json.tree(Map.of(
                        "model",
                        "gpt-4o-mini",
                        "temperature",
                        0.7,
                        "messages",
                        java.util.List.of(Map.of("role", "user", "content", "hello")))));
        assertThat(upstream.requests().get(0).headers().keySet().toString()).doesNotContainIgnoringCase("x-serai");
    }

    @Test
    void a_reasoning_model_is_sent_no_temperature_and_max_completion_tokens() throws IOException {
        upstream.on(CHAT).reply(200, chat("hi"));

        serai.llm().chat(ChatRequest.of(Map.of("prompt", "hello", "model", "gpt-5-mini", "max_tokens", 50)));

        assertThat(sent(CHAT).has("temperature")).isFalse();
        assertThat(sent(CHAT).has("max_tokens")).isFalse();
        assertThat(sent(CHAT).path("max_completion_tokens").asInt()).isEqualTo(50);
    }

    @Test
    void standard_quality_is_the_gpt_image_model_s_own_default() throws IOException {
        upstream.on(IMAGES).reply(200, image());

        byte[] image = serai.image().generate("a camel");

        assertThat(image).isEqualTo(PNG);
        assertThat(sent(IMAGES))
                .isEqualTo(Json.tree(Map.of("model", "gpt-image-2", "prompt", "a camel", "n", 1, "size", "1024x1024")));
    }

    @Test
    void a_dall_e_model_is_asked_for_base64_and_standard_quality() throws IOException {
        upstream.on(IMAGES).reply(200, image());

        serai.image().generate(new ImageRequest("a camel", "dall-e-3", null, null));

        assertThat(sent(IMAGES).path("quality").asText()).isEqualTo("standard");
        assertThat(sent(IMAGES).path("response_format").asText()).isEqualTo("b64_json");
    }

    @Test
    void what_a_model_does_not_take_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> serai.image().generate(new ImageRequest("x", "dall-e-3", "1536x1024", null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("size: '1536x1024' is not known to dall-e-3; use one of 1024x1024");
        assertThatThrownBy(() -> serai.tts().synthesize("x", "bob"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("voice: 'bob' is not known to gpt-4o-mini-tts; use one of alloy");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void an_image_answered_as_a_link_to_the_upstream_is_fetched() {
        upstream.on(IMAGES).reply(200, "{\"data\":[{\"url\":\"" + upstream.url() + "/made/1.png\"}]}");
        upstream.on("/made/1.png").reply(200, Map.of("content-type", "image/png"), PNG);

        byte[] image = serai.image()
                .generate(new ImageRequest("a camel", "cogview-4", null, null))
                .bytes();

        assertThat(image).isEqualTo(PNG);
        assertThat(upstream.requests("/made/1.png").get(0).header("authorization"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1/x.png", "https://127.0.0.1:1/x.png", "https://[::1]/x.png", "file:///x", "x"
            })
    void a_link_into_a_private_network_is_not_followed_and_not_paid_for_again(String url) {
        upstream.on(IMAGES).reply(200, "{\"data\":[{\"url\":\"" + url + "\"}]}");

        assertThatThrownBy(() -> serai.image().generate("a camel"))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("cannot be fetched");
        assertThat(upstream.count(IMAGES)).isEqualTo(1);
    }

    @Test
    void an_image_that_is_none_is_never_a_result() {
        upstream.on(IMAGES).reply(200, "{\"data\":[{\"b64_json\":\"aGVsbG8=\"}]}");

        assertThatThrownBy(() -> serai.image().generate("a camel"))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("neither PNG, JPEG, WebP nor GIF");
    }

    @Test
    void audio_that_is_html_is_never_a_result() {
        upstream.on(SPEECH).then(Faults.html());

        assertThatThrownBy(() -> serai.tts().synthesize("hello"))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining(", not audio");
    }

    private static String image() {
        return "{\"created\":1,\"data\":[{\"b64_json\":\"" + Base64.getEncoder().encodeToString(PNG) + "\"}]}";
    }
}
