package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checked {@code response_format}.
 *
 * @param json whether the reply must be JSON
 * @param schema the schema of a {@code json_schema} format
 */
record ReplyFormat(boolean json, @Nullable JsonNode schema) {
    private static final List<String> TYPES = List.of("text", "json_object", "json_schema");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final String PARAM = "response_format";

    static ReplyFormat of(ObjectNode body, Messages messages) {
        var format = body.path(PARAM);
        if (format.isMissingNode() || format.isNull()) {
            return new ReplyFormat(false, null);
        }
        if (!format.isObject()) {
            throw Check.wrongType(PARAM, "an object", format);
        }
        String type = format.path("type").asText();
        return switch (type) {
            case "text" -> new ReplyFormat(false, null);
            case "json_object" -> object(messages);
            case "json_schema" -> schema(format.path("json_schema"));
            default -> throw Check.badValue(PARAM + ".type", type, TYPES);
        };
    }

    private static ReplyFormat object(Messages messages) {
        if (!messages.all().toLowerCase(Locale.ROOT).contains("json")) {
            throw ApiError.invalid(
                    "messages",
                    null,
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                            + " 'json_object'.");
        }
        return new ReplyFormat(true, null);
    }

    private static ReplyFormat schema(JsonNode spec) {
        String param = PARAM + ".json_schema";
        if (!spec.isObject()) {
            throw ApiError.invalid(param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
        }
        String name = spec.path("name").asText();
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid(
                    param + ".name",
                    name.isEmpty() ? "missing_required_parameter" : "invalid_value",
                    "Invalid '" + param + ".name': expected 1 to 64 characters of a-z, A-Z, 0-9, _ and -.");
        }
        if (spec.path("strict").asBoolean()) {
            StrictSchema.check(name, spec.path("schema"));
        }
        return new ReplyFormat(true, spec.path("schema").isMissingNode() ? Json.object() : spec.path("schema"));
    }
}
