package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;

/** The validator, draft 2020-12, which here loads nothing from outside the schema. */
final class SchemaCheck {
    /** Keywords of the user's own are nobody's fault: without this each is a warning in the log. */
    private static final JsonMetaSchema DRAFT = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private SchemaCheck() {}

    /** The first thing wrong with {@code instance}, or an empty text. */
    static String firstProblem(ObjectNode schema, JsonNode instance) {
        try {
            var own = schema.deepCopy();
            own.remove("$schema");
            return factory().getSchema(own).validate(instance).stream()
                    .map(ValidationMessage::getMessage)
                    .min(Comparator.naturalOrder())
                    .orElse("");
        } catch (JsonSchemaException | IllegalArgumentException e) {
            throw JsonInstance.refused(String.valueOf(e.getMessage()));
        }
    }

    // A new one for each call: a factory keeps every schema that it has seen.
    private static JsonSchemaFactory factory() {
        return JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(DRAFT.getIri())
                .metaSchema(DRAFT)
                .schemaLoaders(loaders -> loaders.add(iri -> {
                    throw new IllegalArgumentException(
                            "it refers to " + iri + ", and only local references are followed");
                }))
                .build();
    }
}
