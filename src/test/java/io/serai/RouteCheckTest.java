package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serai check}: what it says of right and of wrong files. */
class RouteCheckTest {
    private static final String GOOD = """
            - route:
                id: greet
                from:
                  uri: direct:greet
                  steps:
                    - setBody: {simple: "Hello ${body}"}
                    - to: direct:llm-chat
                    - log: "${body}"
            """;

    @TempDir
    Path folder;

    private record Said(int exit, String text) {}

    private Said check() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = CheckCommand.run(
                List.of(folder.toString()), Settings.of(Map.of()), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Said(exit, out.toString(StandardCharsets.UTF_8).replace(folder + "/", ""));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void the_shipped_routes_are_fine() throws Exception {
        for (String name : Program.ROUTES) {
            Path file = Path.of("routes", name + ".camel.yaml");
            Files.copy(file, folder.resolve(file.getFileName()));
        }

        Said said = check();

        assertThat(said.text()).contains("are fine");
        assertThat(said.exit()).isZero();
    }

    private record Mistake(String right, String wrong, int line, String says) {}

    @Test
    void each_mistake_is_told_once_with_its_line() throws Exception {
        List<Mistake> mistakes = List.of(
                new Mistake("- log:", "- lgo:", 8, "'lgo' is not known here"),
                new Mistake("Hello ${body}", "Hello ${boddy}", 6, "Unknown function: boddy"),
                new Mistake("to: direct:llm-chat", "to: direct:llm-chatt", 7, "did you mean llm-chat?"),
                new Mistake("to: direct:llm-chat", "to: nosuch:thing", 7, "nosuch"),
                new Mistake("to: direct:llm-chat", "to: log:x?levell=INFO", 7, "levell"),
                new Mistake("to: direct:llm-chat", "process: {ref: serai-rest-repply}", 7, "serai-rest-repply"),
                new Mistake("id: greet", "id: llm-json", 2, "already taken by Serai itself"),
                new Mistake("uri: direct:greet", "uri: direct:tts-synthesize", 4, "already taken by Serai itself"));
        for (int i = 0; i < mistakes.size(); i++) {
            Mistake mistake = mistakes.get(i);
            String text = GOOD.replace(mistake.right(), mistake.wrong());
            assertThat(text).isNotEqualTo(GOOD);
            file("f" + i + ".camel.yaml", text.replace("greet", "greet" + i));
        }

        Said said = check();

        List<String> lines = said.text().lines().toList();
        assertThat(lines).hasSize(mistakes.size());
        for (int i = 0; i < mistakes.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith("f" + i + ".camel.yaml:" + mistakes.get(i).line() + ": ")
                    .contains(mistakes.get(i).says());
        }
        assertThat(said.exit()).isEqualTo(1);
    }

    @Test
    void every_broken_file_is_told_in_one_go() throws Exception {
        file("a.camel.yaml", GOOD);
        file("b.camel.yaml", GOOD);
        file("c.camel.yaml", "");
        file("d.camel.yaml", "- route: [");
        file("e.camel.yaml", GOOD.replace("greet", "other").replace("uri: direct:other", "uri: direct:other: x"));
        file("notes.txt", "not a route");

        Said said = check();

        assertThat(said.text())
                .contains("b.camel.yaml:2: the route id 'greet' is already taken by a.camel.yaml")
                .contains("c.camel.yaml:1: is empty")
                .contains("d.camel.yaml:")
                .contains("e.camel.yaml:4: is not YAML");
        assertThat(said.text()).doesNotContain("notes.txt");
    }

    @Test
    void checking_opens_and_leaves_nothing() throws Exception {
        file("a.camel.yaml", GOOD.replace("direct:greet", "file:" + folder + "/inbox"));

        Said said = check();

        assertThat(said.text()).contains("are fine");
        assertThat(folder.resolve("inbox")).doesNotExist();
    }
}
