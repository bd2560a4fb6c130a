package io.serai.llm;

import io.serai.error.InvalidRequestException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, in OpenAI's terms.
 *
 * @param role system, developer, user, assistant or tool
 * @param content a text, or a list of parts (text, image_url ...); null only where the model called tools
 * @param more further fields, such as {@code tool_calls} and {@code tool_call_id}
 */
public record Message(String role, @Nullable Object content, Map<String, Object> more) {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");

    public Message {
        if (role.isBlank()) {
            throw wrong("messages.role", "is missing; use system, developer, user, assistant or tool");
        }
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Message system(String text) {
        return checked(new Message("system", text, Map.of()));
    }

    public static Message user(String text) {
        return checked(new Message("user", text, Map.of()));
    }

    public static Message assistant(String text) {
        return checked(new Message("assistant", text, Map.of()));
    }

    static Message of(Object value) {
        return value instanceof Message message ? message : checked(asSent(value));
    }

    private static Message checked(Message message) {
        String role = message.role();
        if (!ROLES.contains(role)) {
            throw wrong(
                    "messages.role", "'" + role + "' is not a role; use system, developer, user, assistant or tool");
        }
        Object content = message.content();
        boolean parts = content instanceof List<?> list && !list.isEmpty();
        boolean text = content instanceof String string && !string.isBlank();
        boolean toolCall =
                content == null && role.equals("assistant") && !message.more().isEmpty();
        if (!parts && !text && !toolCall) {
            throw wrong("messages.content", "is empty; give a text or a list of parts");
        }
        return message;
    }

    /** A message as a caller wrote it, for its upstream to judge. */
    static Message asSent(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("messages", "each must be an object with role and content");
        }
        Map<String, Object> more = new LinkedHashMap<>();
        map.forEach((name, field) -> more.put(String.valueOf(name), field));
        Object role = more.remove("role");
        Object content = more.remove("content");
        return new Message(role instanceof String text ? text : "", content, more);
    }

    /** The message as the wire has it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", role);
        fields.put("content", content);
        fields.putAll(more);
        return fields;
    }

    private static InvalidRequestException wrong(String field, String problem) {
        return InvalidRequestException.field("llm-chat", field, problem);
    }
}
