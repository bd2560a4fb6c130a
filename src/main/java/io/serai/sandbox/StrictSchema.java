package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** OpenAI's extra rules for a schema with {@code strict: true}: closed objects whose properties are all required. */
final class StrictSchema {
    private StrictSchema() {}

    static void check(String name, JsonNode schema) {
        if (!schema.path("type").asText().equals("object")) {
            throw invalid(name, "", "schema must be a JSON Schema of 'type: \"object\"'");
        }
        walk(name, "", schema);
    }

    private static void walk(String name, String at, JsonNode schema) {
        if (schema.has("properties") && schema.path("properties").isObject()) {
            closed(name, at, schema);
        }
        // Recursion is as deep as the JSON text, which the parser bounds.
        schema.fields().forEachRemaining(f -> {
            if (!f.getKey().equals("enum") && !f.getKey().equals("const")) {
                walk(name, at.isEmpty() ? f.getKey() : at + "." + f.getKey(), f.getValue());
            }
        });
        if (schema.isArray()) {
            for (int i = 0; i < schema.size(); i++) {
                walk(name, at + "." + i, schema.path(i));
            }
        }
    }

    private static void closed(String name, String at, JsonNode schema) {
        var open = schema.path("additionalProperties");
        if (!open.isBoolean() || open.asBoolean()) {
            throw invalid(name, at, "'additionalProperties' is required to be supplied and to be false");
        }
        var required = schema.path("required");
        schema.path("properties").fieldNames().forEachRemaining(property -> {
            for (JsonNode r : required) {
                if (r.asText().equals(property)) {
                    return;
                }
            }
            throw invalid(
                    name,
                    at,
                    "'required' is required to be supplied and to be an array including every key in properties."
                            + " Missing '" + property + "'");
        });
    }

    private static ApiError invalid(String name, String at, String why) {
        return ApiError.invalid(
                "response_format",
                null,
                "Invalid schema for response_format '" + name + "': In context=(" + at + "), " + why + ".");
    }
}
