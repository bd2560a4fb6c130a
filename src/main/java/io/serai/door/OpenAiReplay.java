package io.serai.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole chat answer as the events it could have come in. */
final class OpenAiReplay {
    private OpenAiReplay() {}

    /**
     * The {@code chat.completion.chunk}s of a {@code chat.completion}: the message of each choice, then the end of each; then,
     * when asked, what it cost. No choice ends before the last one has begun: clients take that for the end of all.
     */
    static List<JsonNode> chunks(byte[] completion, boolean usage) throws IOException {
        JsonNode whole = Json.read(completion);
        List<JsonNode> chunks = new ArrayList<>();
        for (JsonNode choice : whole.path("choices")) {
            chunks.add(chunk(whole, choice, delta(choice.path("message")), null, usage));
        }
        for (JsonNode choice : whole.path("choices")) {
            String finish = choice.path("finish_reason").asText("stop");
            chunks.add(chunk(whole, choice, JsonNodeFactory.instance.objectNode(), finish, usage));
        }
        if (usage) {
            ObjectNode last = head(whole);
            last.putArray("choices");
            last.set("usage", whole.path("usage"));
            chunks.add(last);
        }
        return chunks;
    }

    /** A message as a stream has it. Only of the first choice is it known that it has one. */
    private static ObjectNode delta(JsonNode message) {
        ObjectNode delta = message.isObject() ? message.deepCopy() : JsonNodeFactory.instance.objectNode();
        int index = 0;
        for (JsonNode call : delta.path("tool_calls")) {
            if (call instanceof ObjectNode object) {
                object.put("index", index++);
            }
        }
        return delta;
    }

    private static ObjectNode chunk(
            JsonNode whole, JsonNode choice, ObjectNode delta, @Nullable String finish, boolean usage) {
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
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        whole.properties().forEach(field -> head.set(field.getKey(), field.getValue()));
        head.put("object", "chat.completion.chunk");
        head.remove(List.of("choices", "usage"));
        return head;
    }
}
