package io.serai.image;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code image-generate} takes.
 *
 * @param prompt what to draw, at least 1 character
 * @param model a model, {@code upstream/model} or an alias; null for the configured default
 * @param size width x height, such as {@code 1024x1024}; null for the configured default
 * @param quality such as {@code standard}, {@code hd}, {@code high}; null for the configured default
 * @param options further parameters of OpenAI's image generation, for the upstream to judge
 */
public record ImageRequest(
        String prompt,
        @Nullable String model,
        @Nullable String size,
        @Nullable String quality,
        Map<String, Object> options) {
    private static final String OPERATION = "image-generate";

    public ImageRequest {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        if (prompt.isBlank()) {
            throw InvalidRequestException.field(OPERATION, "prompt", "is empty; give at least 1 character");
        }
        if (size != null && !size.matches("auto|[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
            throw InvalidRequestException.field(
                    OPERATION, "size", "'" + size + "' is not a size; give width x height, such as 1024x1024");
        }
    }

    /** A request without further parameters. */
    public ImageRequest(String prompt, @Nullable String model, @Nullable String size, @Nullable String quality) {
        this(prompt, model, size, quality, Map.of());
    }

    /** The request in a message body: this record, a text (the prompt), or a map with the record's names. */
    public static ImageRequest of(@Nullable Object body) {
        if (body instanceof ImageRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("prompt", body.toString());
        Fields fields = new Fields(OPERATION, map);
        ImageRequest request = new ImageRequest(
                fields.requiredText("prompt"), fields.text("model"), fields.text("size"), fields.text("quality"));
        fields.done();
        return request;
    }
}
