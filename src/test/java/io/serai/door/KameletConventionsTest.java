package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kamelets against the rules that the validator of Camel's own kamelet catalog checks, and a few of the house. */
@SuppressWarnings("unchecked")
class KameletConventionsTest {
    private static final Path FOLDER = Path.of("routes/kamelets");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([A-Za-z0-9-._]+)(?::[^}]*)?}}");
    private static final Set<String> SMALL_WORDS = Set.of("to", "of", "the", "a", "an", "in", "for", "and", "or");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    static Map<String, Object> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T at(Map<String, Object> yaml, String... path) {
        Object value = yaml;
        for (String key : path) {
            value = ((Map<String, Object>) value).get(key);
        }
        return (T) value;
    }

    @Test
    void there_is_a_kamelet_for_each_operation_that_a_pipeline_uses() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(Stream.of(
                                "llm-chat",
                                "llm-json",
                                "image-generate",
                                "tts-synthesize",
                                "storage-upload",
                                "storage-url",
                                "cache-get",
                                "cache-set")
                        .map(operation -> "serai-" + operation + "-action.kamelet.yaml")
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("files")
    void metadata_is_as_the_catalog_has_it(Path file) {
        Map<String, Object> kamelet = read(file);
        String name = at(kamelet, "metadata", "name");
        Map<String, Object> annotations = at(kamelet, "metadata", "annotations");

        assertThat(file.getFileName()).hasToString(name + ".kamelet.yaml");
        assertThat(name).endsWith("-action");
        assertThat(kamelet).containsEntry("apiVersion", "camel.apache.org/v1").containsEntry("kind", "Kamelet");
        Map<String, Object> labels = at(kamelet, "metadata", "labels");
        assertThat(labels).containsEntry("camel.apache.org/kamelet.type", "action");
        assertThat(annotations)
                .containsKeys(
                        "camel.apache.org/kamelet.support.level",
                        "camel.apache.org/catalog.version",
                        "camel.apache.org/kamelet.group",
                        "camel.apache.org/kamelet.namespace")
                .containsEntry("camel.apache.org/provider", "Serai");
        assertThat(annotations.get("camel.apache.org/kamelet.icon").toString())
                .startsWith("data:image/svg+xml;base64,");
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_definition_says_of_every_property_what_it_is(Path file) {
        Map<String, Object> definition = at(read(file), "spec", "definition");
        Map<String, Map<String, Object>> properties = at(definition, "properties");
        List<String> required = (List<String>) definition.getOrDefault("required", List.of());

        assertThat(definition).containsEntry("type", "object");
        assertThat(definition.get("title").toString()).endsWith("Action");
        assertThat(definition.get("description").toString()).isNotBlank();
        assertThat(required).doesNotHaveDuplicates().allMatch(properties::containsKey);
        properties.forEach((name, property) -> {
            assertThat(property).as(name).containsKeys("title", "description", "type");
            assertThat(property.get("description").toString()).as(name).endsWith(".");
            assertThat(property.get("title").toString())
                    .as(name)
                    .doesNotMatch("(The|A|An) .*")
                    .satisfies(title -> assertThat(title.split(" "))
                            .allMatch(word -> SMALL_WORDS.contains(word) || Character.isUpperCase(word.charAt(0))));
            assertThat(property.get("type")).as(name).isIn("string", "number", "integer", "boolean");
            // Who needs no default must be told what happens without one.
            assertThat(required.contains(name)
                            || property.containsKey("default")
                            || property.get("description").toString().contains("Without it")
                            || List.of("system", "schema").contains(name))
                    .as(name)
                    .isTrue();
            if ("password".equals(property.get("format"))) {
                assertThat((List<String>) property.get("x-descriptors")).contains("urn:camel:group:credentials");
            }
        });
    }

    /** Keys of upstreams are settings: a kamelet is a place where they would end up in an endpoint's URI. */
    @ParameterizedTest
    @MethodSource("files")
    void no_property_takes_a_credential(Path file) {
        Map<String, Map<String, Object>> properties = at(read(file), "spec", "definition", "properties");

        assertThat(properties.keySet())
                .noneMatch(name -> name.matches("(?i).*(api|access|secret)key.*|.*token|pass.*"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_declared_is_used_and_what_is_used_is_declared(Path file) {
        Map<String, Object> spec = at(read(file), "spec");
        Map<String, Object> template = at(spec, "template");
        Set<String> declared = new HashSet<>(((Map<String, Object>) at(spec, "definition", "properties")).keySet());
        ((List<Map<String, Object>>) template.get("beans"))
                .forEach(bean -> declared.add(bean.get("name").toString()));
        Set<String> used = new HashSet<>();
        Matcher m = PARAMETER.matcher(template.toString());
        while (m.find()) {
            used.add(m.group(1));
        }

        assertThat(used).isEqualTo(declared);
        assertThat((List<String>) at(spec, "dependencies"))
                .contains("camel:core", "camel:kamelet", "camel:direct")
                .anyMatch(dependency -> dependency.startsWith("mvn:io.serai:serai:"));
    }

    @Test
    void titles_and_descriptions_are_each_said_once() throws IOException {
        List<String> titles = files().stream()
                .map(file -> KameletConventionsTest.<String>at(read(file), "spec", "definition", "title"))
                .toList();

        assertThat(titles).doesNotHaveDuplicates();
    }
}
