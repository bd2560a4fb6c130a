package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;

/** Makes one value; used once. */
final class JsonMaker {
    /** From here on only what the schema insists on is made, so that recursive schemas end. */
    private static final int SHALLOW_FROM = 6;

    private static final int MAX_VALUES = 20_000;
    private static final int USUAL_MAX_ITEMS = 4;

    private final SchemaView schemas;
    private int values;
    private int strings;

    JsonMaker(SchemaView schemas) {
        this.schemas = schemas;
    }

    JsonNode make(JsonNode raw, Prose prose, int depth) {
        if (++values > MAX_VALUES || depth > 64) {
            throw JsonInstance.refused("it asks for too many values");
        }
        var schema = schemas.plain(raw, depth >= SHALLOW_FROM);
        if (schema.has("const")) {
            return schema.path("const");
        }
        var choices = schema.path("enum");
        if (!choices.isEmpty()) {
            return choices.path(prose.index() % choices.size());
        }
        return switch (type(schema)) {
            case "object" -> object(schema, prose, depth);
            case "array" -> array(schema, prose, depth);
            case "integer", "number" -> JsonNumbers.make(schema, prose.index());
            case "boolean" -> BooleanNode.TRUE;
            case "null" -> NullNode.instance;
            default -> TextNode.valueOf(JsonStrings.make(schema, prose.piece(strings++)));
        };
    }

    private ObjectNode object(ObjectNode schema, Prose prose, int depth) {
        var object = Json.object();
        var required = new LinkedHashSet<String>();
        schema.path("required").forEach(r -> required.add(r.asText()));
        schema.path("properties").fields().forEachRemaining(p -> {
            if (depth < SHALLOW_FROM || required.contains(p.getKey())) {
                object.set(p.getKey(), make(p.getValue(), prose, depth + 1));
            }
        });
        var others = schema.path("additionalProperties");
        for (String name : required) {
            if (!object.has(name)) {
                object.set(name, make(others, prose, depth + 1));
            }
        }
        for (int i = 1; object.size() < schema.path("minProperties").asInt(); i++) {
            object.set("sandbox" + i, make(others, prose, depth + 1));
        }
        return object;
    }

    private ArrayNode array(ObjectNode schema, Prose prose, int depth) {
        int min = schema.path("minItems").asInt(0);
        int max = schema.path("maxItems").asInt(Math.max(min, USUAL_MAX_ITEMS));
        int size = depth >= SHALLOW_FROM ? min : Math.min(max, Math.max(Math.max(1, min), prose.size()));
        var array = Json.MAPPER.createArrayNode();
        var first = schema.path("prefixItems");
        for (int i = 0; i < size; i++) {
            var item = i < first.size() ? first.path(i) : schema.path("items");
            if (item.isBoolean() && !item.asBoolean()) {
                break;
            }
            var value = make(item, prose.share(i, size), depth + 1);
            if (!schema.path("uniqueItems").asBoolean() || !has(array, value)) {
                array.add(value);
            }
        }
        return array;
    }

    private static boolean has(ArrayNode array, JsonNode value) {
        for (JsonNode item : array) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String type(ObjectNode schema) {
        var type = schema.path("type");
        if (type.isTextual()) {
            return type.asText();
        }
        for (JsonNode t : type) {
            if (!t.asText().equals("null")) {
                return t.asText();
            }
        }
        if (type.size() == 1) {
            return "null";
        }
        return schema.has("properties") || schema.has("required")
                ? "object"
                : schema.has("items") || schema.has("prefixItems")
                        ? "array"
                        : schema.has("minimum") || schema.has("maximum") ? "number" : "string";
    }
}
