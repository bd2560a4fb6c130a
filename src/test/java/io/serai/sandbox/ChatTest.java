package io.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChatTest extends SandboxTest {
    private static final String PATH = "/chat/completions";

    @Test
    void a_reply_fits_the_published_schema_and_echoes_the_prompt() throws IOException {
        String request = json(
                "{'model':'gpt-4o-mini','temperature':0.7,'messages':[{'role':'user','content':'Where is the well?'}]}");
        assertThat(OpenAiSchemas.validate("CreateChatCompletionRequest", request))
                .isEmpty();

        var got = client.post(PATH, request);

        assertThat(got.status()).isEqualTo(200);
        assertThat(OpenAiSchemas.validate("CreateChatCompletionResponse", got.json()))
                .isEmpty();
        assertThat(content(got.json())).startsWith("[sandbox]").contains("Where is the well?");
        assertThat(got.json().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(got.json().path("model").asText()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void the_published_schema_refuses_what_is_not_a_reply() {
        assertThat(OpenAiSchemas.validate("CreateChatCompletionResponse", "{\"id\": 1}"))
                .isNotEmpty();
        assertThat(OpenAiSchemas.validate("CreateChatCompletionRequest", "{\"model\": \"m\", \"messages\": []}"))
                .isNotEmpty();
        assertThat(OpenAiSchemas.validate(
                        "CreateChatCompletionRequest",
                        json("{'model':'m','n':null,'messages':[{'role':'user','content':'x'}]}")))
                .isEmpty();
    }

    @Test
    void every_reply_is_labelled_and_carries_the_vendors_headers() throws IOException {
        var got = ask("'stop':null");

        assertThat(got.header("x-serai-sandbox")).isEqualTo("true");
        assertThat(got.header("x-request-id")).startsWith("req_");
        assertThat(got.header("openai-processing-ms")).matches("\\d+");
        assertThat(got.header("x-ratelimit-remaining-requests")).isEqualTo("9999");
        assertThat(got.header("x-ratelimit-reset-tokens")).isEqualTo("30ms");
        assertThat(got.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void a_chinese_prompt_is_answered_in_chinese() throws IOException {
        var got = client.post(PATH, json("{'model':'m','messages':[{'role':'user','content':'讲一个骆驼的故事'}]}"));

        assertThat(content(got.json()))
                .startsWith("[sandbox]")
                .contains("讲一个骆驼的故事")
                .contains("占位");
        assertThat(got.json().at("/usage/prompt_tokens").asInt()).isEqualTo(8 + 6);
    }

    @Test
    void the_same_question_gets_the_same_answer() throws IOException {
        assertThat(content(ask("'n':1").json())).isEqualTo(content(ask("'n':1").json()));
    }

    @Test
    void usage_adds_up_over_all_choices() throws IOException {
        var one = ask("'n':1").json().path("usage");
        var three = ask("'n':3").json();

        assertThat(three.path("choices")).hasSize(3);
        assertThat(three.at("/choices/2/index").asInt()).isEqualTo(2);
        assertThat(three.at("/usage/completion_tokens").asInt())
                .isEqualTo(3 * one.path("completion_tokens").asInt());
        assertThat(three.at("/usage/total_tokens").asInt())
                .isEqualTo(three.at("/usage/prompt_tokens").asInt()
                        + three.at("/usage/completion_tokens").asInt());
    }

    @Test
    void a_token_limit_cuts_the_text_and_says_length() throws IOException {
        for (String field : List.of("max_tokens", "max_completion_tokens")) {
            var got = ask("'" + field + "':3").json();

            assertThat(got.at("/choices/0/finish_reason").asText()).isEqualTo("length");
            assertThat(got.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        }
    }

    @Test
    void a_stop_sequence_ends_the_text_before_it() throws IOException {
        assertThat(content(ask("'stop':'said'").json())).isEqualTo("[sandbox] You ");
        assertThat(content(ask("'stop':['zzz','said','You']").json())).isEqualTo("[sandbox] ");
    }

    @Test
    void text_parts_are_read_and_picture_parts_accepted() throws IOException {
        var got = client.post(
                PATH,
                json("{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'Look here'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}}]}]}"));

        assertThat(got.status()).isEqualTo(200);
        assertThat(content(got.json())).contains("Look here");
    }

    @Test
    void a_stream_is_the_same_text_in_chunks_of_one_id() throws IOException {
        var got = ask("'stream':true,'stream_options':{'include_usage':true}");
        var events = events(got);

        assertThat(got.header("content-type")).startsWith("text/event-stream");
        assertThat(events).last().isEqualTo("[DONE]");
        var chunks = parse(events.subList(0, events.size() - 1));
        assertThat(chunks)
                .allSatisfy(c -> assertThat(OpenAiSchemas.validate("CreateChatCompletionStreamResponse", c))
                        .isEmpty());
        assertThat(chunks.stream().map(c -> c.path("id").asText()).distinct()).hasSize(1);
        assertThat(chunks.stream()
                        .map(c -> c.at("/choices/0/delta/content").asText())
                        .collect(Collectors.joining()))
                .isEqualTo(content(ask("'n':1").json()));
        var last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.path("usage")).isEqualTo(ask("'n':1").json().path("usage"));
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(c ->
                        assertThat(c.has("usage") && c.get("usage").isNull()).isTrue());
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
    }

    @Test
    void a_stream_without_the_option_has_no_usage() throws IOException {
        assertThat(events(ask("'stream':true"))).noneMatch(e -> e.contains("usage"));
    }

    @Test
    void a_json_object_is_answered_when_the_prompt_says_json() throws IOException {
        var got = client.post(
                PATH,
                json("{'model':'m','response_format':{'type':'json_object'},"
                        + "'messages':[{'role':'user','content':'Answer in JSON: hi'}]}"));

        var answer = Json.MAPPER.readTree(content(got.json()));
        assertThat(answer.path("sandbox").asBoolean()).isTrue();
        assertThat(answer.path("answer").asText()).contains("hi");
    }

    private Client.Got ask(String options) throws IOException {
        return client.post(
                PATH, json("{'model':'m','messages':[{'role':'user','content':'Hello camel'}]," + options + "}"));
    }

    private static String content(JsonNode reply) {
        return reply.at("/choices/0/message/content").asText();
    }

    private static List<String> events(Client.Got got) {
        return got.text()
                .lines()
                .filter(l -> !l.isEmpty())
                .map(l -> l.substring("data: ".length()))
                .toList();
    }

    private static List<JsonNode> parse(List<String> events) throws IOException {
        var chunks = new ArrayList<JsonNode>();
        for (String event : events) {
            chunks.add(Json.MAPPER.readTree(event));
        }
        return chunks;
    }
}
