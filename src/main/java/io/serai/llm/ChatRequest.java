package io.serai.llm;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code llm-chat} takes.
 *
 * @param messages at least one
 * @param model a model, {@code upstream/model} or an alias; null for the configured default
 * @param temperature 0 to 2; null for the configured default
 * @param options further parameters of OpenAI's chat completions, such as {@code max_tokens}, {@code stop}, {@code seed}
 */
public record ChatRequest(
        List<Message> messages,
        @Nullable String model,
        @Nullable Double temperature,
        Map<String, Object> options) {
    /** Parameters a caller may give beside those with a place of their own. */
    static final List<String> OPTIONS = List.of(
            "max_tokens",
            "max_completion_tokens",
            "top_p",
            "stop",
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "reasoning_effort",
            "response_format",
            "tools",
            "tool_choice",
            "user");

    private static final String OPERATION = "llm-chat";

    public ChatRequest {
        if (messages.isEmpty()) {
            throw InvalidRequestException.field(OPERATION, "messages", "is empty; give at least one message");
        }
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw InvalidRequestException.field(OPERATION, "temperature", "must be a number from 0 to 2");
        }
        messages = List.copyOf(messages);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * The request in a message body: this record, a text (the prompt), or a map with {@code prompt} (and {@code system})
     * or {@code messages}, {@code model}, {@code temperature} and options.
     */
    public static ChatRequest of(@Nullable Object body) {
        if (body instanceof ChatRequest request) {
            return request;
        }
        Fields fields = new Fields(OPERATION, body instanceof Map<?, ?> map ? map : prompt(body));
        ChatRequest request = new ChatRequest(
                messages(fields, OPERATION),
                fields.text("model"),
                fields.number("temperature"),
                fields.passThrough(OPTIONS));
        fields.done();
        return request;
    }

    /** The request in the body of OpenAI's chat completions, with all its fields: the upstream judges them. */
    public static ChatRequest asSent(Map<String, Object> body) {
        Map<String, Object> options = new LinkedHashMap<>(body);
        Fields fields = new Fields(OPERATION, body);
        List<?> messages = fields.list("messages");
        if (messages == null || messages.isEmpty()) {
            throw fields.missing("messages", "give at least one message");
        }
        options.keySet().removeAll(List.of("messages", "model"));
        return new ChatRequest(messages.stream().map(Message::asSent).toList(), fields.text("model"), null, options);
    }

    static Map<String, Object> prompt(@Nullable Object body) {
        return body == null ? Map.of() : Map.of("prompt", body.toString());
    }

    static List<Message> messages(Fields fields, String operation) {
        List<?> given = fields.list("messages");
        String prompt = fields.text("prompt");
        String system = fields.text("system");
        if (given == null && prompt == null) {
            throw fields.missing("prompt", "give either prompt or messages");
        }
        if (given != null && prompt != null) {
            throw InvalidRequestException.field(
                    operation, "prompt", "and messages exclude each other; give one of them");
        }
        List<Message> messages = new ArrayList<>();
        if (system != null) {
            messages.add(Message.system(system));
        }
        if (prompt != null) {
            if (prompt.isBlank()) {
                throw InvalidRequestException.field(operation, "prompt", "is empty; give at least 1 character");
            }
            messages.add(Message.user(prompt));
        } else if (given != null) {
            given.forEach(message -> messages.add(Message.of(message)));
        }
        return messages;
    }

    ChatRequest withoutModel() {
        return new ChatRequest(messages, null, temperature, options);
    }

    ChatRequest with(String newModel, @Nullable Double newTemperature) {
        return new ChatRequest(messages, newModel, newTemperature, options);
    }
}
