package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.error.ApiRateLimitException;
import io.serai.json.Json;
import io.serai.testing.FaultServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kamelets in a host's own routes. */
class KameletsTest {
    private final FaultServer upstream = FaultServer.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    Path folder;

    @BeforeEach
    void settings() {
        property("serai.data", folder.toString());
        property("serai.upstream.openai.base-url", upstream.url() + "/v1");
        property("serai.retry.max-attempts", "1");
    }

    @AfterEach
    void stop() {
        context.stop();
        upstream.close();
    }

    private void property(String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
    }

    private Exchange send(String kamelet, Object body, Map<String, Object> headers) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:host").to("kamelet:" + kamelet);
            }
        });
        context.start();
        Exchange exchange = context.createFluentProducerTemplate()
                .to("direct:host")
                .withBody(body)
                .withHeaders(headers)
                .send();
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }

    private Map<String, Object> sent() throws Exception {
        return Json.readObject(upstream.requests().get(0).text());
    }

    @Test
    void llm_chat_sends_the_body_as_prompt_with_the_properties_and_answers_the_text() throws Exception {
        upstream.on("/v1/chat/completions").reply(200, chat("A camel."));

        Exchange done = send(
                "serai-llm-chat-action?model=my-model&temperature=0.2&maxTokens=50&system=RAW(Be brief: {}.)",
                "Who?",
                Map.of("mine", "kept"));

        assertThat(done.getMessage().getBody()).isEqualTo("A camel.");
        assertThat(done.getMessage().getHeader("mine")).isEqualTo("kept");
        assertThat(done.getMessage().getHeader("SeraiModel")).isEqualTo("my-model");
        assertThat(sent())
                .containsEntry("model", "my-model")
                .containsEntry("temperature", 0.2)
                .containsEntry("max_tokens", 50);
        assertThat(sent().get("messages").toString()).contains("Be brief: {}.", "Who?");
    }

    @Test
    void what_is_left_out_is_as_the_settings_have_it() throws Exception {
        property("serai.llm.model", "from-settings");
        upstream.on("/v1/chat/completions").reply(200, chat("A camel."));

        send("serai-llm-chat-action", "Who?", Map.of());

        assertThat(sent()).containsEntry("model", "from-settings").containsEntry("temperature", 0.7);
        assertThat(sent()).doesNotContainKey("max_tokens");
    }

    @Test
    void llm_json_answers_a_map_that_simple_expressions_can_read() throws Exception {
        upstream.on("/v1/chat/completions").reply(200, chat("{\"title\": \"Camels\"}"));
        property("my.schema", "{\"type\": \"object\", \"required\": [\"title\"]}");

        Exchange done = send("serai-llm-json-action?schema={{my.schema}}", "A title", Map.of());

        assertThat(done.getMessage().getBody(Map.class)).isEqualTo(Map.of("title", "Camels"));
        assertThat(sent().get("messages").toString()).contains("required");
    }

    @Test
    void image_and_speech_answer_bytes_with_their_content_type() throws Exception {
        property("serai.mode", "sandbox");
        Exchange image = send("serai-image-generate-action?size=1024x1024&quality=low", "a camel", Map.of());
        byte[] speech = (byte[]) context.createProducerTemplate()
                .requestBody("kamelet:serai-tts-synthesize-action?format=wav&voice=nova&speed=1.5", "hello");

        assertThat(image.getMessage().getBody(byte[].class)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(image.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("image/png");
        assertThat(image.getMessage().getHeader("SeraiSandbox")).isEqualTo("true");
        assertThat(new String(speech, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    }

    @Test
    void an_object_is_stored_under_a_name_of_the_message_and_found_by_its_key() throws Exception {
        Exchange stored = send(
                "serai-storage-upload-action?name=RAW(${header.name}.txt)&key=RAW(notes/${header.name}.txt)",
                "骆驼",
                Map.of("name", "camel"));
        Object url = context.createProducerTemplate()
                .requestBody(
                        "kamelet:serai-storage-url-action?expiry=60",
                        stored.getMessage().getHeader("SeraiKey"));

        assertThat(stored.getMessage().getHeader("SeraiKey")).isEqualTo("notes/camel.txt");
        assertThat(stored.getMessage().getBody()).isEqualTo(url);
        assertThat(Path.of(java.net.URI.create(url.toString()))).hasContent("骆驼");
    }

    @Test
    void the_cache_keeps_the_body_and_leaves_it_as_it_is() throws Exception {
        Exchange kept = send("serai-cache-set-action?key=RAW(page-${header.id})&ttl=60", "value", Map.of("id", 7));
        var template = context.createFluentProducerTemplate();
        Exchange hit = template.to("kamelet:serai-cache-get-action?key=RAW(page-${header.id})")
                .withHeader("id", 7)
                .withBody("anything")
                .send();
        Exchange miss = context.createFluentProducerTemplate()
                .to("kamelet:serai-cache-get-action?key=none")
                .withBody("anything")
                .send();

        assertThat(kept.getMessage().getBody()).isEqualTo("value");
        assertThat(hit.getMessage().getBody(String.class)).isEqualTo("value");
        assertThat(hit.getMessage().getHeader("SeraiFound")).isEqualTo(true);
        assertThat(miss.getMessage().getBody()).isNull();
        assertThat(miss.getMessage().getHeader("SeraiFound")).isEqualTo(false);
    }

    @Test
    void a_failure_reaches_the_error_policy_of_the_route_that_uses_the_kamelet() throws Exception {
        property("serai.retry.max-attempts", "2");
        property("serai.retry.min-wait", "5ms");
        upstream.on("/v1/chat/completions").reply(429, error("requests", "rate_limit_exceeded"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ApiRateLimitException.class).handled(true).setBody(constant("busy"));
                from("direct:policy").to("kamelet:serai-llm-chat-action");
            }
        });
        context.start();

        assertThat(context.createProducerTemplate().requestBody("direct:policy", "Who?"))
                .isEqualTo("busy");
        assertThat(upstream.count("/v1/chat/completions")).isEqualTo(2);
    }

    @Test
    void a_wrong_value_of_a_property_is_named() {
        assertThatThrownBy(() -> send("serai-llm-chat-action?temperature=warm", "Who?", Map.of()))
                .hasMessageContaining("temperature: 'warm' is not a number");
    }
}
