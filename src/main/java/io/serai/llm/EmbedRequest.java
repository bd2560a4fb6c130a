package io.serai.llm;

import io.serai.error.InvalidRequestException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code llm-embed} takes.
 *
 * @param input a text, a list of texts, or tokens in one of OpenAI's two forms
 * @param model a model, {@code upstream/model} or an alias; null for the configured default
 * @param options further parameters of OpenAI's embeddings, such as {@code dimensions}
 */
public record EmbedRequest(Object input, @Nullable String model, Map<String, Object> options) {
    private static final String OPERATION = "llm-embed";

    public EmbedRequest {
        boolean text = input instanceof String string && !string.isEmpty();
        boolean list = input instanceof List<?> several && !several.isEmpty();
        if (!text && !list) {
            throw InvalidRequestException.field(
                    OPERATION, "input", "is missing or empty; give a text or a list of texts");
        }
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The request in a message body: this record, a text, or a map in OpenAI's form. */
    public static EmbedRequest of(@Nullable Object body) {
        if (body instanceof EmbedRequest request) {
            return request;
        }
        Map<String, Object> options = new LinkedHashMap<>();
        if (body instanceof Map<?, ?> map) {
            map.forEach((name, value) -> options.put(String.valueOf(name), value));
        } else if (body != null) {
            options.put("input", body.toString());
        }
        Object input = options.remove("input");
        Object model = options.remove("model");
        if (model != null && !(model instanceof String)) {
            throw InvalidRequestException.field(OPERATION, "model", "must be a text");
        }
        return new EmbedRequest(input == null ? "" : input, (String) model, options);
    }

    EmbedRequest with(@Nullable String newModel) {
        return new EmbedRequest(input, newModel, options);
    }
}
