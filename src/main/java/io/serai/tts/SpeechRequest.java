package io.serai.tts;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tts-synthesize} takes.
 *
 * @param text at least 1 character; longer than one request takes is split at sentence ends
 * @param voice a name the model knows, such as {@code alloy}; null for the configured default
 * @param model a model, {@code upstream/model} or an alias; null for the configured default
 * @param format mp3, wav, opus, aac, flac or pcm; null for the configured default
 * @param speed 0.25 to 4; null for the model's own
 * @param options further parameters of OpenAI's speech, such as {@code instructions}, for the upstream to judge
 */
public record SpeechRequest(
        String text,
        @Nullable String voice,
        @Nullable String model,
        @Nullable String format,
        @Nullable Double speed,
        Map<String, Object> options) {
    private static final String OPERATION = "tts-synthesize";

    public SpeechRequest {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        if (text.isBlank()) {
            throw InvalidRequestException.field(OPERATION, "text", "is empty; give at least 1 character");
        }
        if (format != null && AudioFormat.of(format).isEmpty()) {
            throw InvalidRequestException.field(
                    OPERATION, "format", "'" + format + "' is not known; use mp3, wav, opus, aac, flac or pcm");
        }
        if (speed != null && !(speed >= 0.25 && speed <= 4)) {
            throw InvalidRequestException.field(OPERATION, "speed", "must be a number from 0.25 to 4");
        }
    }

    /** A request without further parameters. */
    public SpeechRequest(
            String text,
            @Nullable String voice,
            @Nullable String model,
            @Nullable String format,
            @Nullable Double speed) {
        this(text, voice, model, format, speed, Map.of());
    }

    /** The request in a message body: this record, a text, or a map with the record's names. */
    public static SpeechRequest of(@Nullable Object body) {
        if (body instanceof SpeechRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("text", body.toString());
        Fields fields = new Fields(OPERATION, map);
        SpeechRequest request = new SpeechRequest(
                fields.requiredText("text"),
                fields.text("voice"),
                fields.text("model"),
                fields.text("format"),
                fields.number("speed"));
        fields.done();
        return request;
    }

    SpeechRequest with(String newText) {
        return new SpeechRequest(newText, voice, model, format, speed, options);
    }
}
