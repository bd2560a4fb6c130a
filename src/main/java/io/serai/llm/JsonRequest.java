package io.serai.llm;

import io.serai.json.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code llm-json} takes.
 *
 * @param messages at least one
 * @param model a model, {@code upstream/model} or an alias; null for the configured default
 * @param temperature 0 to 2; null for the model's own default
 * @param schema JSON Schema (draft 2020-12) that the reply must satisfy; null for any JSON object
 * @param options as in {@link ChatRequest}
 */
public record JsonRequest(
        List<Message> messages,
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Map<String, Object> schema,
        Map<String, Object> options) {
    private static final String OPERATION = "llm-json";

    public JsonRequest {
        messages = List.copyOf(messages);
        schema = schema == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The request in a message body: this record, a text (the prompt), or a map as for {@code llm-chat} plus schema. */
    public static JsonRequest of(@Nullable Object body) {
        if (body instanceof JsonRequest request) {
            return request;
        }
        Fields fields = new Fields(OPERATION, body instanceof Map<?, ?> map ? map : ChatRequest.prompt(body));
        JsonRequest request = new JsonRequest(
                ChatRequest.messages(fields, OPERATION),
                fields.text("model"),
                fields.number("temperature"),
                fields.object("schema"),
                fields.passThrough(ChatRequest.OPTIONS.stream()
                        .filter(option -> !option.equals("response_format"))
                        .toList()));
        fields.done();
        return request;
    }

    JsonRequest withoutModel() {
        return new JsonRequest(messages, null, temperature, schema, options);
    }
}
