package io.serai.trace;

import io.opentelemetry.api.trace.Span;
import io.serai.error.Redaction;
import io.serai.image.ImageRequest;
import io.serai.json.Json;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.llm.EmbedRequest;
import io.serai.llm.JsonReply;
import io.serai.llm.JsonRequest;
import io.serai.llm.Message;
import io.serai.tts.SpeechRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prompts and replies as the conventions' attributes, in their JSON; only for those who asked for that. Images and audio are left out. */
final class SpanContent {
    private SpanContent() {}

    static void ofRequest(Span span, @Nullable Object request) {
        if (request instanceof ChatRequest chat) {
            messages(span, chat.messages());
        } else if (request instanceof JsonRequest json) {
            messages(span, json.messages());
        } else if (request instanceof ImageRequest image) {
            messages(span, List.of(Message.user(image.prompt())));
        } else if (request instanceof SpeechRequest speech) {
            messages(span, List.of(Message.user(speech.text())));
        } else if (request instanceof EmbedRequest embed && embed.input() instanceof String text) {
            messages(span, List.of(Message.user(text)));
        }
    }

    static void ofReply(Span span, @Nullable Object reply) {
        if (reply instanceof ChatReply chat) {
            List<Object> parts = new ArrayList<>(chat.text().isEmpty() ? List.of() : text(chat.text()));
            chat.toolCalls().forEach(call -> parts.add(toolCall(call)));
            output(span, parts, chat.finishReason());
        } else if (reply instanceof JsonReply json) {
            output(span, text(Json.text(json.value())), "stop");
        }
    }

    private static void messages(Span span, List<Message> messages) {
        // What the model is told once for all has an attribute of its own.
        List<Object> instructions = new ArrayList<>();
        List<Object> said = new ArrayList<>();
        for (Message message : messages) {
            if (message.role().equals("system") || message.role().equals("developer")) {
                instructions.addAll(parts(message));
            } else {
                said.add(ordered("role", message.role(), "parts", parts(message)));
            }
        }
        if (!instructions.isEmpty()) {
            put(span, "gen_ai.system_instructions", instructions);
        }
        put(span, "gen_ai.input.messages", said);
    }

    private static void output(Span span, List<?> parts, String finishReason) {
        put(
                span,
                "gen_ai.output.messages",
                List.of(ordered("role", "assistant", "parts", parts, "finish_reason", finishReason)));
    }

    private static List<Object> parts(Message message) {
        List<Object> parts = new ArrayList<>();
        if (message.content() instanceof String text) {
            parts.add(message.role().equals("tool") ? toolReply(message, text) : part("text", text));
        } else if (message.content() instanceof List<?> several) {
            several.forEach(each -> parts.add(part(each)));
        }
        if (message.more().get("tool_calls") instanceof List<?> calls) {
            calls.forEach(call -> parts.add(toolCall(call)));
        }
        return parts;
    }

    private static Object part(@Nullable Object part) {
        Map<?, ?> fields = part instanceof Map<?, ?> map ? map : Map.of();
        return fields.get("text") instanceof String text
                ? part("text", text)
                : Map.of("type", String.valueOf(fields.get("type")));
    }

    private static List<Object> text(String text) {
        return List.of(part("text", text));
    }

    private static Map<String, Object> part(String type, String content) {
        return ordered("type", type, "content", content);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static Map<String, Object> toolReply(Message message, String text) {
        return ordered(
                "type",
                "tool_call_response",
                "id",
                String.valueOf(message.more().get("tool_call_id")),
                "response",
                text);
    }

    private static Map<String, Object> toolCall(@Nullable Object call) {
        Map<?, ?> fields = call instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> function = fields.get("function") instanceof Map<?, ?> map ? map : Map.of();
        return ordered(
                "type", "tool_call",
                "id", String.valueOf(fields.get("id")),
                "name", String.valueOf(function.get("name")),
                "arguments", String.valueOf(function.get("arguments")));
    }

    private static void put(Span span, String name, Object value) {
        span.setAttribute(name, Redaction.clean(Json.text(value)));
    }
}
