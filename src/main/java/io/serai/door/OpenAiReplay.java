package io.serai.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A whole chat answer as the events it could have come in. */
final class OpenAiReplay {
    private OpenAiReplay() {}

    /**
     * The {@code chat.completion.chunk}s of a {@code chat.completion}: for each choice its message, then its end; then, when
     * asked, what it cost.
     */
    static List<JsonNode> chunks(byte[] completion, boolean usage) throws IOException {
        JsonNode whole = Json.read(completion);
        List<JsonNode> chunks = new ArrayList<>();
        for (JsonNode choice : whole.path("choices")) {
            ObjectNode delta = choice.path("message").deepCopy();
            int index = 0;
            for (JsonNode call : delta.path("tool_calls")) {
                ((ObjectNode) call).put("index", index++);
            }
            chunks.add(chunk(whole, choice, delta, null, usage));
            chunks.add(chunk(
                    whole,
                    choice,
                    JsonNodeFactory.instance.objectNode(),
                    choice.path("finish_reason").asText("stop"),
                    usage));
        }
        if (usage) {
            ObjectNode last = head(whole);
            last.putArray("choices");
            last.set("usage", whole.path("usage"));
            chunks.add(last);
        }
        return chunks;
    }

    private static ObjectNode chunk(
            JsonNode whole,
            JsonNode choice,
            ObjectNode delta,
            @org.jspecify.annotations.Nullable String finish,
            boolean usage) {
        ObjectNode chunk = head(whole);
        ObjectNode part = chunk.putArray("choices").addObject();
        part.put("index", choice.path("index").asInt());
        part.set("delta", delta);
        if (finish == null) {
            part.set("logprobs", choice.path("logprobs").isObject() ? choice.path("logprobs") : part.nullNode());
        }
        part.put("finish_reason", finish);
        if (usage) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private static ObjectNode head(JsonNode whole) {
        ObjectNode head = whole.deepCopy();
        head.put("object", "chat.completion.chunk");
        head.remove(List.of("choices", "usage"));
        return head;
    }
}
