package io.serai.reload;

import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;

/** Holds a file against the schema of Camel's YAML language: misspelled steps and options. */
final class SchemaCheck {
    private static final int MAX_PROBLEMS = 5;

    /** What follows from another message, or what Camel itself does not mind: it takes numbers and flags unquoted. */
    private static final Set<String> CONSEQUENCES = Set.of("anyOf", "oneOf", "allOf", "not", "type", "maxProperties");

    private final JsonSchema schema;

    SchemaCheck() {
        try (InputStream in = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonMetaSchema language = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                    .keyword(new NonValidationKeyword("deprecated"))
                    .build();
            schema = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                    .metaSchema(language)
                    .defaultMetaSchemaIri(language.getIri())
                    .build()
                    .getSchema(in, SchemaValidatorsConfig.builder().build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RouteProblem> check(RouteText file, YamlTree tree) {
        if (!tree.json().isArray()) {
            return List.of(new RouteProblem(file.name(), 1, "must be a list, such as '- route: ...'"));
        }
        List<RouteProblem> problems = new ArrayList<>();
        // An alternative that does not fit complains at its top; the one that was meant complains deepest down.
        schema.validate(tree.json()).stream()
                .filter(message -> !CONSEQUENCES.contains(message.getType()))
                .sorted(Comparator.comparingInt((ValidationMessage message) ->
                        -message.getInstanceLocation().getNameCount()))
                .forEach(message -> {
                    List<String> path = path(message);
                    RouteProblem problem = new RouteProblem(file.name(), tree.line(path), text(message));
                    if (problems.size() < MAX_PROBLEMS
                            && problems.stream().noneMatch(p -> p.line() == problem.line())) {
                        problems.add(problem);
                    }
                });
        return problems;
    }

    private static List<String> path(ValidationMessage message) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
            path.add(String.valueOf(message.getInstanceLocation().getElement(i)));
        }
        if (message.getProperty() != null) {
            path.add(message.getProperty());
        }
        return path;
    }

    private static String text(ValidationMessage message) {
        if ("additionalProperties".equals(message.getType())) {
            return "'" + message.getProperty() + "' is not known here; see the Camel YAML DSL for what is";
        }
        String text = String.valueOf(message.getMessage());
        int colon = text.startsWith("$") ? text.indexOf(": ") : -1;
        return colon < 0 ? text : text.substring(colon + 2);
    }
}
