package io.serai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.config.Settings;
import io.serai.testing.SeraiProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes and hosts below {@code src/examples}, run by the program as their readers would. */
class ExampleRoutesTest {
    private static final Path ROUTES = Path.of("src/examples/routes");
    private static final Path HOSTS = Path.of("src/examples/hosts");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static SeraiProcess serai;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("application.properties"), """
                summary.every=500
                translate.language=Chinese
                webhook.model=sandbox-429
                serai.retry.min-wait=5ms
                serai.retry.max-wait=10ms
                """);
        serai = SeraiProcess.start(
                folder, Map.of("SERAI_ROUTES", ROUTES.toAbsolutePath().toString()));
    }

    @AfterAll
    static void stop() {
        serai.close();
    }

    private static void awaitFile(Path file) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(file).as(serai.log()).isNotEmptyFile());
    }

    @Test
    void they_are_fine_for_the_checker_and_say_what_they_do() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int exit =
                CheckCommand.run(List.of(ROUTES.toString()), Settings.of(Map.of()), new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8)).contains("are fine");
        assertThat(exit).isZero();
        try (Stream<Path> files = Files.list(ROUTES)) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(
                            file -> assertThat(file).content().startsWith("# ").contains("description: "));
        }
    }

    @Test
    void notes_become_a_mail_file() throws IOException {
        Path notes = Files.createDirectories(folder.resolve("notes")).resolve("notes.txt");
        Files.writeString(notes, "骆驼 arrived at noon.");

        Path outbox = folder.resolve("outbox");
        Awaitility.await().atMost(SOON).until(() -> Files.isDirectory(outbox));
        try (Stream<Path> mails = Files.list(outbox)) {
            Path mail = mails.findFirst().orElseThrow();
            awaitFile(mail);
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(mail)
                            .content()
                            .startsWith("Subject: Summary of ")
                            .contains("\n\n")
                            .contains("骆驼 arrived at noon."));
        }
        assertThat(notes).exists();
    }

    @Test
    void a_webhook_answers_by_its_own_error_policy_when_the_voice_is_busy() {
        HttpResponse<byte[]> reply = serai.post("/webhook/speech", "{\"text\": \"Hello.\"}");

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).contains("30");
        assertThat(SeraiProcess.text(reply)).isEqualTo("The voice is busy. Come back in half a minute.");
    }

    @Test
    void a_webhook_answers_with_speech(@TempDir Path other) {
        try (SeraiProcess second = SeraiProcess.start(
                other, Map.of("SERAI_ROUTES", ROUTES.toAbsolutePath().toString()))) {
            HttpResponse<byte[]> reply = second.post("/webhook/speech", "{\"text\": \"Hello.\"}");

            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type")).contains("audio/mpeg");
            assertThat(reply.body()).hasSizeGreaterThan(500);
        }
    }

    @Test
    void a_file_is_translated_into_the_other_folder() throws IOException {
        Path in = Files.createDirectories(folder.resolve("to-translate"));
        Files.writeString(in.resolve("信.txt"), "The camel crossed the desert.");

        awaitFile(folder.resolve("translated/信.txt"));
        assertThat(folder.resolve("translated/信.txt")).content().contains("The camel crossed the desert.");
        awaitFile(in.resolve("done/信.txt"));
    }

    static List<Path> hosts() throws IOException {
        try (Stream<Path> files = Files.walk(HOSTS)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void the_samples_of_hosts_compile(Path source, @TempDir Path classes) {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        source.toString());

        assertThat(result).isZero();
    }

    @Test
    void there_is_a_sample_of_each_host_and_the_route_of_camel_run_is_fine() throws Exception {
        assertThat(hosts())
                .extracting(source -> source.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "PlainHost.java", "MainHost.java", "SpringHost.java", "QuarkusHost.java", "CamelRun.java");
        Path copied = Files.createDirectory(folder.resolve("camel-run"));
        Files.copy(HOSTS.resolve("camel-run/ask.camel.yaml"), copied.resolve("ask.camel.yaml"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int exit =
                CheckCommand.run(List.of(copied.toString()), Settings.of(Map.of()), new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8)).contains("are fine");
        assertThat(exit).isZero();
    }
}
