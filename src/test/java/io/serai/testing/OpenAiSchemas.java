package io.serai.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Holds JSON against OpenAI's published API description, of which {@code openai/openai-subset.yaml} is a part.
 *
 * <p>The description calls itself OpenAPI 3.1 but still says {@code nullable: true} in many places, which 2020-12 ignores:
 * those schemas are read as "this or null". Two places are looser than they look: {@code model} and {@code voice} accept
 * any string (their enum is one of two alternatives), and most objects allow further properties. One is stricter than the
 * API: {@code ImagesResponse.size} lists three sizes only, while gpt-image-2 takes and names others.
 */
public final class OpenAiSchemas {
    private static final ObjectNode DESCRIPTION = read();
    /** The description's own keywords ({@code x-oaiMeta} and others) are passed over without a warning. */
    private static final JsonMetaSchema DRAFT = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(DRAFT.getIri())
            .metaSchema(DRAFT)
            .build();

    private static final Map<String, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private OpenAiSchemas() {}

    /**
     * What is wrong with {@code json}, empty when it fits.
     *
     * @param schema a name under {@code components/schemas}, such as {@code CreateChatCompletionResponse}
     */
    public static List<String> validate(String schema, JsonNode json) {
        return COMPILED.computeIfAbsent(schema, OpenAiSchemas::compile).validate(json).stream()
                .map(ValidationMessage::toString)
                .sorted()
                .toList();
    }

    public static List<String> validate(String schema, String json) {
        try {
            return validate(schema, new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema compile(String name) {
        if (!DESCRIPTION.path("components").path("schemas").has(name)) {
            throw new IllegalArgumentException("no schema " + name + " in the description");
        }
        var root = DESCRIPTION.deepCopy();
        root.put("$ref", "#/components/schemas/" + name);
        return FACTORY.getSchema(root);
    }

    private static ObjectNode read() {
        var options = new LoaderOptions();
        options.setCodePointLimit(10_000_000);
        var mapper =
                new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build());
        try (var in = OpenAiSchemas.class.getResourceAsStream("/openai/openai-subset.yaml")) {
            var components = JsonNodeFactory.instance.objectNode();
            components.set("components", withNull(mapper.readTree(in).path("components")));
            return components;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode withNull(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(withNull(item)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var copy = JsonNodeFactory.instance.objectNode();
        object.fields().forEachRemaining(f -> copy.set(f.getKey(), withNull(f.getValue())));
        if (!copy.path("nullable").isBoolean() || !copy.remove("nullable").asBoolean()) {
            return copy;
        }
        var either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(copy).addObject().put("type", "null");
        return either;
    }
}
