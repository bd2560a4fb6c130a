package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Settings;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is run, compiled and read here. */
class ReadmeTest {
    private static final Path ENGLISH = Path.of("README.md");
    private static final Path CHINESE = Path.of("README.zh-CN.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    @TempDir
    Path folder;

    private static List<String> blocks(Path page, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher m = BLOCK.matcher(Files.readString(page));
        while (m.find()) {
            if (m.group(1).equals(language)) {
                blocks.add(m.group(2));
            }
        }
        return blocks;
    }

    @Test
    void both_languages_show_the_same_code_and_the_example_comes_early() throws IOException {
        for (String language : List.of("sh", "java", "properties")) {
            assertThat(blocks(CHINESE, language)).isEqualTo(blocks(ENGLISH, language));
        }
        int example = Files.readAllLines(ENGLISH).indexOf("```sh");
        assertThat(example).isBetween(0, 24);
        assertThat(Files.readAllLines(ENGLISH)).hasSizeLessThanOrEqualTo(155);
    }

    @Test
    void the_shell_commands_do_what_the_readme_says() throws Exception {
        try (SeraiProcess serai = SeraiProcess.start(folder, Map.of())) {
            List<String> commands = blocks(ENGLISH, "sh").stream()
                    .flatMap(String::lines)
                    .filter(line -> !line.startsWith("mvn"))
                    .toList();

            for (String command : commands) {
                String here = command.replace("http://127.0.0.1:8080", serai.url(""));
                assertThat(run(here)).as(here + "\n" + serai.log()).isZero();
            }

            Path page = folder.resolve("serai-data/out/recipe-story/骆驼.html");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(page));
            assertThat(commands).hasSizeGreaterThan(10);
            assertThat(folder.resolve("copy.png")).hasSameBinaryContentAs(folder.resolve("camel.png"));
            assertThat(folder.resolve("hello.mp3")).isNotEmptyFile();
        }
    }

    /** Runs a line as a user would; curl's own -f makes an error answer a failure. */
    private int run(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command.replace("curl -s", "curl -sf"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shell.log").toFile())
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return shell.exitValue();
    }

    @Test
    void the_java_example_compiles() throws IOException {
        String code = blocks(ENGLISH, "java").get(0);
        Path source = folder.resolve("Hello.java");
        Files.writeString(source, code);

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none", source.toString());

        assertThat(result).isZero();
    }

    @Test
    void the_settings_examples_are_settings() throws IOException {
        for (String block : blocks(ENGLISH, "properties")) {
            Properties properties = new Properties();
            properties.load(new StringReader(block));
            Map<String, String> texts = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));

            assertThat(Settings.of(texts).visible()).isNotEmpty();
        }
    }

    @Test
    void linked_files_exist() throws IOException {
        Matcher link = Pattern.compile("]\\(([^)]+)\\)").matcher(Files.readString(ENGLISH));
        while (link.find()) {
            assertThat(Path.of(URI.create(link.group(1)).getPath())).exists();
        }
    }
}
