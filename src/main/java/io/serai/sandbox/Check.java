package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** OpenAI's checks of a request body; each throws {@link ApiError} with OpenAI's wording, {@code param} and code. */
record Check(ObjectNode body) {

    void onlyKnown(Set<String> known) {
        body.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw unknown(field);
            }
        });
    }

    static ApiError unknown(String field) {
        return ApiError.invalid(field, "unknown_parameter", "Unknown parameter: '" + field + "'.");
    }

    /** Throws unless {@code field} is there; what it must be is the next check's matter. */
    JsonNode required(String field) {
        if (!Json.has(body, field)) {
            throw ApiError.invalid(field, "missing_required_parameter", "Missing required parameter: '" + field + "'.");
        }
        return body.path(field);
    }

    /** A string that must be there and not be empty. */
    String text(String field, int max) {
        var value = required(field);
        if (!value.isTextual()) {
            throw wrongType(field, "a string", value);
        }
        String text = value.asText();
        int length = text.codePointCount(0, text.length());
        if (length == 0) {
            throw ApiError.invalid(
                    field,
                    "string_below_min_length",
                    "Invalid '" + field + "': empty string. Expected a string with minimum length 1, but got an empty"
                            + " string instead.");
        }
        if (length > max) {
            throw ApiError.invalid(
                    field,
                    "string_above_max_length",
                    "Invalid '" + field + "': string too long. Expected a string with maximum length " + max
                            + ", but got a string with length " + length + " instead.");
        }
        return text;
    }

    double decimal(String field, double min, double max, double otherwise) {
        if (!Json.has(body, field)) {
            return otherwise;
        }
        var value = body.path(field);
        if (!value.isNumber()) {
            throw wrongType(field, "a decimal", value);
        }
        range(field, "decimal", value, min, max);
        return value.asDouble();
    }

    int integer(String field, int min, int max, int otherwise) {
        if (!Json.has(body, field)) {
            return otherwise;
        }
        var value = body.path(field);
        if (!value.isIntegralNumber()) {
            throw wrongType(field, "an integer", value);
        }
        range(field, "integer", value, min, max);
        return value.asInt();
    }

    boolean bool(String field) {
        if (!Json.has(body, field)) {
            return false;
        }
        var value = body.path(field);
        if (!value.isBoolean()) {
            throw wrongType(field, "a boolean", value);
        }
        return value.asBoolean();
    }

    /** One of {@code values}, the first of them when absent. */
    String oneOf(String field, List<String> values) {
        if (!Json.has(body, field)) {
            return values.get(0);
        }
        var value = body.path(field);
        if (!value.isTextual()) {
            throw wrongType(field, "one of " + quoted(values), value);
        }
        if (!values.contains(value.asText())) {
            throw badValue(field, value.asText(), values);
        }
        return value.asText();
    }

    static ApiError badValue(String param, String value, Collection<String> values) {
        return ApiError.invalid(
                param,
                "invalid_value",
                "Invalid value: '" + Tokens.start(value, 60) + "'. Supported values are: " + quoted(values) + ".");
    }

    static ApiError wrongType(String param, String expected, JsonNode got) {
        return ApiError.invalid(
                param,
                "invalid_type",
                "Invalid type for '" + param + "': expected " + expected + ", but got " + named(got) + " instead.");
    }

    private static void range(String field, String kind, JsonNode value, double min, double max) {
        boolean above = value.asDouble() > max;
        if (above || value.asDouble() < min) {
            String bound = above ? "above_max" : "below_min";
            double limit = above ? max : min;
            throw ApiError.invalid(
                    field,
                    kind + "_" + bound + "_value",
                    "Invalid '" + field + "': " + kind + (above ? " above maximum" : " below minimum")
                            + " value. Expected a value " + (above ? "<= " : ">= ")
                            + (limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit))
                            + ", but got " + value.asText() + " instead.");
        }
    }

    private static String named(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a decimal";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "null";
        };
    }

    private static String quoted(Collection<String> values) {
        return values.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", "));
    }
}
