package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Settings;
import io.serai.testing.FaultServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the page about YAML routes shows is so. */
@SuppressWarnings("unchecked")
class RoutesPageTest {
    private static final Path PAGE = Path.of("src/main/docs/routes.md");
    private static final String START = "<!-- kamelets -->\n";
    private static final String END = "<!-- end of kamelets -->";
    private static final String CHAT = "/v1/chat/completions";

    private static String policy() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void the_error_policy_is_fine_for_the_checker(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ask-friendly.camel.yaml"), policy());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int exit =
                CheckCommand.run(List.of(folder.toString()), Settings.of(Map.of()), new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8)).contains("are fine");
        assertThat(exit).isZero();
    }

    @Test
    void the_error_policy_answers_in_plain_words() throws Exception {
        try (FaultServer upstream = FaultServer.start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            var properties = context.getPropertiesComponent();
            properties.addInitialProperty("serai.upstream.openai.base-url", upstream.url() + "/v1");
            properties.addInitialProperty("serai.retry.max-attempts", "1");
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("ask.camel.yaml", policy()));
            context.start();
            upstream.on(CHAT)
                    .reply(200, chat("fine"))
                    .reply(429, error("requests", "rate_limit_exceeded"))
                    .reply(401, error("invalid_request_error", "invalid_api_key"));
            var template = context.createProducerTemplate();

            assertThat(template.requestBody("direct:ask-friendly", "one", String.class))
                    .isEqualTo("fine");
            assertThat(template.requestBody("direct:ask-friendly", "two", String.class))
                    .isEqualTo("Too busy now; ask again in a minute.");
            assertThat(template.requestBody("direct:ask-friendly", "three", String.class))
                    .startsWith("It cannot be done: ")
                    .contains("401");
        }
    }

    @Test
    void the_kamelets_are_listed_with_their_properties() throws IOException {
        String page = Files.readString(PAGE);
        String table = table();

        if (Boolean.getBoolean("serai.docs.write")) {
            String written = page.substring(0, page.indexOf(START)) + START + table + page.substring(page.indexOf(END));
            Files.writeString(PAGE, written);
            page = written;
        }

        assertThat(page.substring(page.indexOf(START) + START.length(), page.indexOf(END)))
                .as("write it anew with: mvn test -Dtest=RoutesPageTest -Dserai.docs.write=true")
                .isEqualTo(table);
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("| kamelet | what it does | properties |\n|---|---|---|\n");
        try (Stream<Path> files = Files.list(Path.of("routes/kamelets"))) {
            for (Path file : files.sorted().toList()) {
                table.append(row(file));
            }
        }
        return table.toString();
    }

    private static String row(Path file) throws IOException {
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        Map<String, Object> definition = (Map<String, Object>)
                ((Map<String, Map<String, Object>>) yaml).get("spec").get("definition");
        String what = definition.get("description").toString().split("\n\n", 2)[0];
        List<Object> required = (List<Object>) definition.getOrDefault("required", List.of());
        Map<String, Map<String, Object>> properties = (Map<String, Map<String, Object>>) definition.get("properties");
        String parameters = properties.entrySet().stream()
                .map(property -> "`" + property.getKey() + "` " + kind(property.getValue())
                        + (required.contains(property.getKey()) ? ", required" : ""))
                .collect(Collectors.joining("<br>"));
        return "| `" + file.getFileName().toString().replace(".kamelet.yaml", "") + "` | " + what.replace("\n", " ")
                + " | " + parameters + " |\n";
    }

    private static String kind(Map<String, Object> property) {
        return property.containsKey("enum")
                ? ((List<Object>) property.get("enum"))
                        .stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"))
                : "(" + property.get("type") + ")";
    }
}
