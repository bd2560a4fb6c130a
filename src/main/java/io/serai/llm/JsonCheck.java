package io.serai.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.serai.error.InvalidRequestException;
import io.serai.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object in a model's reply and checks it against a schema. */
final class JsonCheck {
    /** A whole reply wrapped in a Markdown fence, as models like to do. */
    private static final Pattern FENCED = Pattern.compile("(?s)\\s*```[a-zA-Z]*\\s*\\n(.*?)\\n?\\s*```\\s*");

    private static final int MAX_PROBLEMS = 10;

    /** The schema of schemas. */
    private static final JsonSchema META = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    SchemaLocation.of(SchemaId.V202012),
                    SchemaValidatorsConfig.builder().build());

    private final @Nullable JsonSchema schema;

    private JsonCheck(@Nullable JsonSchema schema) {
        this.schema = schema;
    }

    /** The reply does not fit; the message is written for the model as well as for people. */
    static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    /**
     * A check against this schema, or for any object.
     *
     * @throws InvalidRequestException when the schema itself is no JSON Schema
     */
    static JsonCheck against(@Nullable Map<String, Object> schema) {
        if (schema == null) {
            return new JsonCheck(null);
        }
        JsonNode tree = Json.tree(schema);
        String misfit = META.validate(tree).stream()
                .map(ValidationMessage::getMessage)
                .findFirst()
                .orElse("");
        if (!misfit.isEmpty()) {
            throw unusable(misfit);
        }
        try {
            // References to other documents stay unresolved: a request must never make Serai fetch an address.
            JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder -> builder.schemaLoaders(loaders -> loaders.add(iri -> {
                        throw new IllegalArgumentException("a $ref to another document is not followed: " + iri);
                    })));
            JsonSchema compiled = factory.getSchema(
                    tree, SchemaValidatorsConfig.builder().failFast(false).build());
            compiled.initializeValidators();
            return new JsonCheck(compiled);
        } catch (RuntimeException e) {
            throw unusable(String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
        }
    }

    private static InvalidRequestException unusable(String problem) {
        return InvalidRequestException.field(
                "llm-json", "schema", "is not a usable JSON Schema: " + problem + "; mend it");
    }

    /** The reply's JSON object: fences stripped, then parsed strictly, then held against the schema. */
    Map<String, Object> read(String reply) throws Mismatch {
        JsonNode node;
        try {
            node = Json.read(unfenced(reply).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Mismatch("it is not valid JSON (" + Json.problem(e) + ")");
        }
        if (!node.isObject()) {
            throw new Mismatch("it is not a JSON object");
        }
        if (schema != null) {
            String problems = schema.validate(node).stream()
                    .limit(MAX_PROBLEMS)
                    .map(ValidationMessage::getMessage)
                    .collect(Collectors.joining("; "));
            if (!problems.isEmpty()) {
                throw new Mismatch(problems);
            }
        }
        return Json.object(node);
    }

    private static String unfenced(String reply) {
        Matcher fenced = FENCED.matcher(reply);
        return fenced.matches() ? fenced.group(1) : reply;
    }
}
