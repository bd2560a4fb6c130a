package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Schemas with {@code $ref}, {@code allOf}, {@code anyOf} and {@code oneOf} worked into one plain schema. */
final class SchemaView {
    private static final int MAX_HOPS = 64;
    /** References that each fan out would otherwise take for ever. */
    private static final int MAX_STEPS = 100_000;

    private final ObjectNode root;
    private final int attempt;
    private int steps;

    /** @param attempt which of the alternatives to take: 0 the first that is not null, and so on round */
    SchemaView(ObjectNode root, int attempt) {
        this.root = root;
        this.attempt = attempt;
    }

    /** The plain schema. {@code shallow} prefers the null among alternatives, which ends recursive schemas. */
    ObjectNode plain(JsonNode schema, boolean shallow) {
        return plain(schema, shallow, MAX_HOPS);
    }

    private ObjectNode plain(JsonNode schema, boolean shallow, int hops) {
        if (hops == 0 || ++steps > MAX_STEPS) {
            throw JsonInstance.refused("its references go round in a circle or are too many");
        }
        // true and false are schemas too: true is anything, and false nothing, which the validator will say.
        var plain = schema.isObject() ? ((ObjectNode) schema).deepCopy() : Json.object();
        var ref = take(plain, "$ref");
        if (ref.isTextual()) {
            plain = SchemaMerge.merge(plain, plain(target(ref.asText()), shallow, hops - 1));
        }
        for (JsonNode each : take(plain, "allOf")) {
            plain = SchemaMerge.merge(plain, plain(each, shallow, hops - 1));
        }
        for (String key : List.of("anyOf", "oneOf")) {
            var branches = take(plain, key);
            if (!branches.isEmpty()) {
                plain = SchemaMerge.merge(plain, plain(branch(branches, shallow), shallow, hops - 1));
            }
        }
        return plain;
    }

    private static JsonNode take(ObjectNode from, String key) {
        var taken = from.path(key);
        from.remove(key);
        return taken;
    }

    private JsonNode target(String ref) {
        if (!ref.startsWith("#")) {
            throw JsonInstance.refused("it refers to " + ref + ", and only local references are followed");
        }
        var target = ref.equals("#") || ref.startsWith("#/") ? root.at(ref.substring(1)) : anchored(ref.substring(1));
        if (target.isMissingNode()) {
            throw JsonInstance.refused("it has nothing at " + ref);
        }
        return target;
    }

    private JsonNode anchored(String anchor) {
        return root.findParents("$anchor").stream()
                .filter(p -> p.path("$anchor").asText().equals(anchor))
                .findFirst()
                .orElse(Json.MAPPER.missingNode());
    }

    private JsonNode branch(JsonNode branches, boolean shallow) {
        var ordered = new ArrayList<JsonNode>();
        branches.forEach(ordered::add);
        // Stable: the others keep their order.
        ordered.sort(Comparator.comparing(b -> b.path("type").asText().equals("null") != shallow));
        return ordered.get(attempt % ordered.size());
    }
}
