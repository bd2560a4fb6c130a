package io.serai;

import static io.serai.testing.ChatEvents.end;
import static io.serai.testing.ChatEvents.event;
import static io.serai.testing.ChatEvents.part;
import static io.serai.testing.ChatEvents.streamed;
import static io.serai.testing.ChatEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import io.serai.json.Json;
import io.serai.testing.Answer;
import io.serai.testing.LiveDoor;
import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What OpenAI's own Java client asks for reaches the upstream unchanged, and what that answers is what the client reads. */
@Timeout(60)
class OpenAiClientParametersTest {
    private static final String CALLS =
            "[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"喀什\\\"}\"}},"
                    + "{\"id\":\"call_2\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Aswan\\\"}\"}}]";
    private static final String LOGPROBS =
            "{\"content\":[{\"token\":\"hi\",\"logprob\":-0.25,\"bytes\":[104,105],\"top_logprobs\":[{\"token\":\"hi\",\"logprob\":-0.25,"
                    + "\"bytes\":[104,105]},{\"token\":\"ho\",\"logprob\":-1.5,\"bytes\":[104,111]}]}],\"refusal\":null}";

    @TempDir
    static Path folder;

    private static LiveDoor door;
    private static int prompts;

    @BeforeAll
    static void start() {
        door = LiveDoor.open(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        door.close();
    }

    /** With a prompt of its own for each test, since the same one would be answered from the cache. */
    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model("m").addUserMessage("骆驼 " + ++prompts);
    }

    private static Answer whole(String... choices) {
        String reply = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":["
                + String.join(",", choices)
                + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
        assertThat(OpenAiSchemas.validate("CreateChatCompletionResponse", reply))
                .isEmpty();
        return wire -> wire.reply(200, Map.of(), reply.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String choice(int index, String message, String logprobs, String finish) {
        return "{\"index\":" + index + ",\"message\":{\"role\":\"assistant\",\"refusal\":null," + message
                + "},\"logprobs\":" + logprobs + ",\"finish_reason\":\"" + finish + "\"}";
    }

    private static ChatCompletion ask(ChatCompletionCreateParams params) {
        ChatCompletion completion = door.client().chat().completions().create(params);
        assertThat(door.sent()).isEqualTo(body(params));
        return completion.validate();
    }

    /** The stream's parts; {@code whole} gets what they add up to. */
    private static List<ChatCompletionChunk> stream(
            ChatCompletionCreateParams params, ChatCompletionAccumulator whole) {
        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                door.client().chat().completions().createStreaming(params)) {
            chunks = stream.stream().peek(whole::accumulate).toList();
        }
        ObjectNode sent = (ObjectNode) door.sent();
        assertThat(sent.remove("stream").asBoolean()).isTrue();
        assertThat(sent.remove("stream_options").path("include_usage").asBoolean())
                .isTrue();
        assertThat(sent).isEqualTo(body(params));
        return chunks;
    }

    /** What the client writes. */
    private static JsonNode body(ChatCompletionCreateParams params) {
        try {
            return Json.read(ObjectMappers.jsonMapper().writeValueAsBytes(params._body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChatCompletionCreateParams withTools() {
        return chat().addFunctionTool(FunctionDefinition.builder()
                        .name("weather")
                        .description("Weather of a city")
                        .strict(true)
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                                .build())
                        .build())
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                .parallelToolCalls(true)
                .build();
    }

    @Test
    void tools_go_up_and_their_calls_come_back() {
        door.script(whole(choice(0, "\"content\":null,\"tool_calls\":" + CALLS, "null", "tool_calls")));

        requireCalls(ask(withTools()));
    }

    @Test
    void the_calls_of_tools_are_streamed_in_pieces() {
        door.script(streamed(
                part("{\"role\":\"assistant\",\"content\":null}"),
                call(0, "\"id\":\"call_1\",\"type\":\"function\",", "\"name\":\"weather\",", ""),
                call(0, "", "", "{\\\"city\\\":"),
                call(1, "\"id\":\"call_2\",\"type\":\"function\",", "\"name\":\"weather\",", "{\\\"city\\\":"),
                call(0, "", "", "\\\"喀什\\\"}"),
                call(1, "", "", "\\\"Aswan\\\"}"),
                end(0, "tool_calls")));
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();

        List<ChatCompletionChunk> chunks = stream(withTools(), whole);

        assertThat(chunks).hasSize(7);
        requireCalls(whole.chatCompletion());
    }

    private static String call(int index, String head, String name, String arguments) {
        return part("{\"tool_calls\":[{\"index\":" + index + "," + head + "\"function\":{" + name + "\"arguments\":\""
                + arguments + "\"}}]}");
    }

    private static void requireCalls(ChatCompletion completion) {
        var choice = completion.choices().get(0);
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(choice.message().toolCalls().orElseThrow())
                .extracting(call -> call.asFunction().id() + " "
                        + call.asFunction().function().name() + " "
                        + call.asFunction().function().arguments())
                .containsExactly("call_1 weather {\"city\":\"喀什\"}", "call_2 weather {\"city\":\"Aswan\"}");
    }

    @Test
    void a_conversation_with_a_tool_s_answer_goes_up_as_it_is() {
        door.script(whole(choice(0, "\"content\":null,\"tool_calls\":" + CALLS, "null", "tool_calls")));
        ChatCompletionCreateParams first = withTools();
        var called = ask(first).choices().get(0).message();
        door.script(whole(choice(0, "\"content\":\"31 °C\"", "null", "stop")));

        var answer = ask(first.toBuilder()
                .addMessage(called)
                .addMessage(com.openai.models.chat.completions.ChatCompletionToolMessageParam.builder()
                        .toolCallId("call_1")
                        .content("31")
                        .build())
                .build());

        assertThat(answer.choices().get(0).message().content()).contains("31 °C");
    }

    @Test
    void log_probabilities_come_back_with_all_their_digits() {
        door.script(whole(choice(0, "\"content\":\"hi\"", LOGPROBS, "stop")));

        var logprobs = ask(chat().logprobs(true).topLogprobs(2).build())
                .choices()
                .get(0)
                .logprobs()
                .orElseThrow()
                .content()
                .orElseThrow();

        assertThat(logprobs).singleElement().satisfies(token -> {
            assertThat(token.logprob()).isEqualTo(-0.25);
            assertThat(token.bytes().orElseThrow()).containsExactly(104L, 105L);
            assertThat(token.topLogprobs()).hasSize(2);
        });
    }

    @Test
    void log_probabilities_are_streamed_and_a_kept_answer_has_them_too() {
        ChatCompletionCreateParams params = chat().logprobs(true).topLogprobs(2).build();
        String again = LOGPROBS.replace("hi", "yo").replace("-0.25", "-0.5");
        door.script(streamed(
                event(0, "{\"role\":\"assistant\",\"content\":\"hi\"}", LOGPROBS, null),
                event(0, "{\"content\":\"yo\"}", again, null),
                end(0, "stop")));
        ChatCompletionAccumulator streamed = ChatCompletionAccumulator.create();
        ChatCompletionAccumulator replayed = ChatCompletionAccumulator.create();

        stream(params, streamed);
        int asked = door.upstream().count(LiveDoor.CHAT);
        stream(params, replayed);
        ChatCompletion kept = door.client().chat().completions().create(params);

        assertThat(door.upstream().count(LiveDoor.CHAT)).as("the rest is kept").isEqualTo(asked);
        for (ChatCompletion each : List.of(streamed.chatCompletion(), replayed.chatCompletion(), kept)) {
            assertThat(each.choices().get(0).message().content()).contains("hiyo");
            assertThat(each.choices().get(0).logprobs().orElseThrow().content().orElseThrow())
                    .extracting(token -> token.logprob())
                    .containsExactly(-0.25, -0.5);
        }
    }

    @Test
    void pictures_and_the_developer_s_words_go_up_as_they_are() {
        door.script(whole(choice(0, "\"content\":\"a camel\"", "null", "stop")));
        ChatCompletionContentPart question = ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text("What is it?").build());
        ChatCompletionContentPart picture =
                ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                        .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                .url("data:image/png;base64,iVBORw0KGgo=")
                                .detail(ChatCompletionContentPartImage.ImageUrl.Detail.LOW)
                                .build())
                        .build());

        ChatCompletion answer = ask(chat().addDeveloperMessage("Be brief.")
                .addUserMessageOfArrayOfContentParts(List.of(question, picture))
                .build());

        assertThat(answer.choices().get(0).message().content()).contains("a camel");
        assertThat(door.sent().at("/messages/1/role").asText()).isEqualTo("developer");
        assertThat(door.sent().at("/messages/2/content/1/image_url/url").asText())
                .startsWith("data:image/png");
    }

    @Test
    void a_json_object_and_a_json_schema_are_asked_for() {
        door.script(whole(choice(0, "\"content\":\"{\\\"humps\\\":2}\"", "null", "stop")));

        ChatCompletion object =
                ask(chat().responseFormat(ResponseFormatJsonObject.builder().build())
                        .build());
        ChatCompletion schema = ask(chat().responseFormat(ResponseFormatJsonSchema.builder()
                        .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                                .name("camel")
                                .strict(true)
                                .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .build())
                                .build())
                        .build())
                .build());

        assertThat(List.of(object, schema))
                .allSatisfy(reply ->
                        assertThat(reply.choices().get(0).message().content()).contains("{\"humps\":2}"));
        assertThat(door.sent().at("/response_format/json_schema/name").asText()).isEqualTo("camel");
    }

    @Test
    void several_answers_come_whole() {
        door.script(whole(
                choice(0, "\"content\":\"one\"", "null", "stop"), choice(1, "\"content\":\"two\"", "null", "length")));

        assertThat(ask(chat().n(2).build()).choices())
                .extracting(choice -> choice.index() + " "
                        + choice.message().content().orElseThrow() + " "
                        + choice.finishReason().asString())
                .containsExactly("0 one stop", "1 two length");
    }

    @Test
    void several_answers_are_streamed_side_by_side_and_kept_apart() {
        ChatCompletionCreateParams params = chat().n(2).build();
        door.script(streamed(
                text("o"),
                event(1, "{\"content\":\"tw\"}", "null", null),
                text("ne"),
                event(1, "{\"content\":\"o\"}", "null", null),
                end(1, "stop"),
                end(0, "stop")));
        ChatCompletionAccumulator streamed = ChatCompletionAccumulator.create();
        ChatCompletionAccumulator replayed = ChatCompletionAccumulator.create();

        assertThat(stream(params, streamed)).hasSize(6);
        int asked = door.upstream().count(LiveDoor.CHAT);
        stream(params, replayed);

        assertThat(door.upstream().count(LiveDoor.CHAT))
                .as("the second is a replay")
                .isEqualTo(asked);
        for (ChatCompletion each : List.of(streamed.chatCompletion(), replayed.chatCompletion())) {
            assertThat(each.choices())
                    .extracting(choice -> choice.index() + " "
                            + choice.message().content().orElseThrow() + " "
                            + choice.finishReason().asString())
                    .containsExactlyInAnyOrder("0 one stop", "1 two stop");
        }
    }

    @Test
    void several_answers_of_which_one_was_cut_are_not_kept() {
        ChatCompletionCreateParams params = chat().n(2).build();
        door.script(whole(
                choice(0, "\"content\":\"one\"", "null", "stop"), choice(1, "\"content\":\"t\"", "null", "length")));
        int before = door.upstream().count(LiveDoor.CHAT);

        ask(params);
        ask(params);

        assertThat(door.upstream().count(LiveDoor.CHAT) - before).isEqualTo(2);
    }
}
