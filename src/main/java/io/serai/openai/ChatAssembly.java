package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** Adds {@code chat.completion.chunk}s up to the {@code chat.completion} that would have come in one piece. */
final class ChatAssembly {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode head = NODES.objectNode();
    private final Map<Integer, ObjectNode> choices = new TreeMap<>();

    /** Whether a caller would see something of it: more than a role, or an end. */
    static boolean isVisible(JsonNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.hasNonNull("finish_reason")) {
                return true;
            }
            for (var field : choice.path("delta").properties()) {
                JsonNode value = field.getValue();
                boolean said =
                        value.isTextual() ? !value.asText().isEmpty() : value.isContainerNode() && !value.isEmpty();
                if (said && !field.getKey().equals("role")) {
                    return true;
                }
            }
        }
        return false;
    }

    void add(JsonNode chunk) {
        chunk.properties().forEach(field -> {
            boolean known = field.getKey().equals("choices") || field.getValue().isNull();
            if (!known) {
                head.set(field.getKey(), field.getValue());
            }
        });
        for (JsonNode part : chunk.path("choices")) {
            ObjectNode choice = choices.computeIfAbsent(part.path("index").asInt(), index -> {
                ObjectNode made = NODES.objectNode();
                made.put("index", index);
                made.putObject("message").put("role", "assistant").putNull("content");
                made.putNull("logprobs");
                made.putNull("finish_reason");
                return made;
            });
            merge((ObjectNode) choice.path("message"), part.path("delta"));
            if (part.hasNonNull("finish_reason")) {
                choice.set("finish_reason", part.path("finish_reason"));
            }
            if (part.path("logprobs").isObject()) {
                merge(
                        choice.path("logprobs").isObject()
                                ? (ObjectNode) choice.path("logprobs")
                                : choice.putObject("logprobs"),
                        part.path("logprobs"));
            }
        }
    }

    /** Texts grow, lists are joined by their items' index, and a name stays what it was. */
    private static void merge(ObjectNode into, JsonNode delta) {
        delta.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            JsonNode old = into.path(name);
            if (value.isNull()) {
                into.putIfAbsent(name, value);
            } else if (value.isTextual() && old.isTextual() && !isName(name)) {
                into.put(name, old.asText() + value.asText());
            } else if (value.isArray()) {
                append(old.isArray() ? (ArrayNode) old : into.putArray(name), value);
            } else if (value.isObject()) {
                merge(old.isObject() ? (ObjectNode) old : into.putObject(name), value);
            } else {
                into.set(name, value);
            }
        });
    }

    private static boolean isName(String field) {
        return field.equals("role") || field.equals("id") || field.equals("type") || field.equals("name");
    }

    private static void append(ArrayNode into, JsonNode items) {
        for (JsonNode item : items) {
            ObjectNode there = null;
            for (JsonNode each : into) {
                if (item.has("index")
                        && each.path("index").asInt(-1) == item.path("index").asInt()) {
                    there = (ObjectNode) each;
                }
            }
            if (there != null) {
                merge(there, item);
            } else {
                into.add(item.deepCopy());
            }
        }
    }

    boolean isEmpty() {
        return choices.isEmpty();
    }

    /** Whether every choice says how it ended. */
    boolean isComplete() {
        return !choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.hasNonNull("finish_reason"));
    }

    /** All that was said so far, by all choices: words, thoughts, and what tools are called with. */
    String words() {
        StringBuilder words = new StringBuilder();
        for (ObjectNode choice : choices.values()) {
            choice.path("message").properties().forEach(field -> {
                JsonNode value = field.getValue();
                boolean said = !field.getKey().equals("role") && !value.isNull();
                words.append(!said ? "" : value.isTextual() ? value.asText() : value.toString());
            });
        }
        return words.toString();
    }

    JsonNode usage() {
        return head.path("usage");
    }

    byte[] json() {
        ObjectNode whole = head.deepCopy();
        whole.put("object", "chat.completion");
        ArrayNode list = whole.putArray("choices");
        choices.values().forEach(choice -> {
            // A whole answer's tool calls have no index; it only told their parts apart.
            for (JsonNode call : choice.path("message").path("tool_calls")) {
                if (call instanceof ObjectNode object) {
                    object.remove("index");
                }
            }
            ObjectNode message = (ObjectNode) choice.path("message");
            if (!message.has("refusal")) {
                message.putNull("refusal");
            }
            list.add(choice);
        });
        return Json.bytes(whole);
    }
}
