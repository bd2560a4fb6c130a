package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The checked messages of a chat request.
 *
 * @param roles one for each message
 * @param texts the text of each message, its text parts joined by a line end
 */
record Messages(List<String> roles, List<String> texts) {
    private static final List<String> ROLES = List.of("system", "assistant", "user", "function", "tool", "developer");
    private static final List<String> PARTS = List.of("text", "image_url", "input_audio", "refusal", "audio", "file");

    static Messages of(Check check) {
        var messages = check.required("messages");
        if (!messages.isArray()) {
            throw Check.wrongType("messages", "an array of objects", messages);
        }
        if (messages.isEmpty()) {
            throw ApiError.invalid(
                    "messages",
                    "empty_array",
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.");
        }
        var roles = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (JsonNode message : messages) {
            String at = "messages[" + roles.size() + "]";
            roles.add(role(message, at));
            texts.add(content(message, at));
        }
        return new Messages(List.copyOf(roles), List.copyOf(texts));
    }

    /** The text of the last user message, or of the last message when no user spoke. */
    String asked() {
        int user = roles.lastIndexOf("user");
        return texts.get(user < 0 ? texts.size() - 1 : user);
    }

    String all() {
        return String.join("\n", texts);
    }

    /** Three tokens a message for its frame, three for the reply's, as OpenAI counts. */
    int tokens() {
        return 3 + texts.stream().mapToInt(t -> 3 + Tokens.count(t)).sum();
    }

    private static String role(JsonNode message, String at) {
        if (!message.isObject()) {
            throw Check.wrongType(at, "an object", message);
        }
        var role = message.path("role");
        if (!role.isTextual()) {
            throw ApiError.invalid(
                    at + ".role", "missing_required_parameter", "Missing required parameter: '" + at + ".role'.");
        }
        if (!ROLES.contains(role.asText())) {
            throw Check.badValue(at + ".role", role.asText(), ROLES);
        }
        return role.asText();
    }

    private static String content(JsonNode message, String at) {
        var content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        if (content.isArray() && !content.isEmpty()) {
            return parts(content, at + ".content");
        }
        boolean assistant = message.path("role").asText().equals("assistant");
        if (assistant && (content.isNull() || content.isMissingNode())) {
            return "";
        }
        throw Check.wrongType(at + ".content", "a string or an array of content parts", content);
    }

    private static String parts(JsonNode content, String at) {
        var parts = new ArrayList<JsonNode>();
        content.forEach(parts::add);
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            String type = part.path("type").asText();
            if (!PARTS.contains(type)) {
                throw Check.badValue(at + "[" + i + "].type", type, PARTS);
            }
            if (!Json.has(part, type)) {
                String param = at + "[" + i + "]." + type;
                throw ApiError.invalid(
                        param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
            }
        }
        return parts.stream()
                .filter(p -> p.path("type").asText().equals("text"))
                .map(p -> p.path("text").asText())
                .collect(Collectors.joining("\n"));
    }
}
