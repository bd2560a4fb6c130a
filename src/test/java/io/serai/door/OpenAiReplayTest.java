package io.serai.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.testing.OpenAiSchemas;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiReplayTest {
    private static final String HEAD = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",";
    private static final String USAGE = ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}";

    private static List<JsonNode> chunks(String choices) throws IOException {
        List<JsonNode> chunks =
                OpenAiReplay.chunks((HEAD + "\"choices\":[" + choices + "]" + USAGE).getBytes(UTF_8), true);
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(OpenAiSchemas.validate("CreateChatCompletionStreamResponse", chunk))
                        .isEmpty());
        return chunks;
    }

    @Test
    void no_choice_ends_before_all_have_begun() throws IOException {
        List<JsonNode> chunks = chunks(
                "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"},"
                        + "{\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":\"b\"},\"finish_reason\":\"length\"}");

        assertThat(chunks).hasSize(5);
        assertThat(chunks.subList(0, 4))
                .extracting(chunk -> chunk.at("/choices/0/index").asInt() + " "
                        + chunk.at("/choices/0/finish_reason").asText())
                .containsExactly("0 null", "1 null", "0 stop", "1 length");
        assertThat(chunks.get(4).at("/usage/total_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void a_choice_without_a_message_and_a_call_that_is_none_do_no_harm() throws IOException {
        List<JsonNode> chunks = chunks(
                "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"},"
                        + "{\"index\":1,\"finish_reason\":\"stop\"}");
        List<JsonNode> odd = OpenAiReplay.chunks(
                (HEAD + "\"choices\":[{\"message\":{\"tool_calls\":[\"x\"]}}]}").getBytes(UTF_8), false);

        assertThat(chunks.get(1).at("/choices/0/delta")).isEmpty();
        assertThat(odd).hasSize(2);
    }
}
