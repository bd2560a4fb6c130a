package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The schema that asks for what two schemas ask for together. */
final class SchemaMerge {
    private static final Set<String> LOWER =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private SchemaMerge() {}

    static ObjectNode merge(ObjectNode left, ObjectNode right) {
        var both = left.deepCopy();
        right.fields()
                .forEachRemaining(f -> both.set(
                        f.getKey(),
                        both.has(f.getKey()) ? merge(f.getKey(), both.path(f.getKey()), f.getValue()) : f.getValue()));
        return both;
    }

    private static JsonNode merge(String key, JsonNode left, JsonNode right) {
        if (LOWER.contains(key)) {
            return left.asDouble() >= right.asDouble() ? left : right;
        }
        if (UPPER.contains(key)) {
            return left.asDouble() <= right.asDouble() ? left : right;
        }
        return switch (key) {
            case "properties" -> properties((ObjectNode) left, right);
            case "required" -> union(left, right);
            case "enum", "type" -> common(left, right);
            default -> left;
        };
    }

    private static JsonNode properties(ObjectNode left, JsonNode right) {
        var all = left.deepCopy();
        right.fields().forEachRemaining(p -> {
            var mine = all.get(p.getKey());
            // Left unmerged as an allOf, so that references inside are followed later and not here.
            all.set(p.getKey(), mine == null ? p.getValue() : both(mine, p.getValue()));
        });
        return all;
    }

    private static ObjectNode both(JsonNode left, JsonNode right) {
        var both = Json.object();
        both.putArray("allOf").add(left).add(right);
        return both;
    }

    private static ArrayNode union(JsonNode left, JsonNode right) {
        var names = list(left);
        names.addAll(list(right));
        return Json.MAPPER.createArrayNode().addAll(names);
    }

    private static ArrayNode common(JsonNode left, JsonNode right) {
        var values = list(left);
        values.retainAll(list(right));
        return Json.MAPPER.createArrayNode().addAll(values);
    }

    private static Set<JsonNode> list(JsonNode node) {
        var values = new LinkedHashSet<JsonNode>();
        if (node.isArray()) {
            node.forEach(values::add);
        } else {
            values.add(node);
        }
        return values;
    }
}
