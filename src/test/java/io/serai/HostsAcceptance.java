package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hosts of {@code src/examples/hosts}, built with Maven from what the library's own pom asks for, started as their users
 * start them, and asked. {@code mvn -Pacceptance verify} puts the library into the local repository and runs this; the default
 * suite does not, since it takes minutes and downloads the hosts' own frameworks.
 */
class HostsAcceptance {
    private static final Duration LONGEST = Duration.ofMinutes(8);
    private static final Path LOGS = Path.of("target", "acceptance");

    @TempDir
    Path folder;

    @Test
    void a_plain_context_needs_one_dependency() throws Exception {
        Path host = build("plain", "compile");

        assertThat(started("plain", host, "And how many?", java(host, "PlainHost")))
                .contains("Why do camels have humps?");
    }

    @Test
    void camel_main_asks_by_kamelet() throws Exception {
        Path host = build("camel-main", "compile");

        assertThat(started("camel-main", host, "shutdown in", java(host, "MainHost")))
                .contains("Apache Camel 4.18.0")
                .contains("Why do camels have humps?");
    }

    @Test
    void spring_boot_asks_from_a_fat_jar() throws Exception {
        Path host = build("spring-boot", "package");

        String said = started("spring-boot", host, "routes: ", List.of(bin(), "-jar", "target/spring-boot-host-1.jar"));

        assertThat(said)
                .contains("Apache Camel 4.18.0")
                .containsPattern("kamelet: .*Why do camels have humps\\?")
                .containsPattern("java: .*And how many\\?");
    }

    @Test
    void camel_run_asks_from_yaml_on_camel_4_17() throws Exception {
        Path host = build("camel-run", "compile");
        List<String> command = new ArrayList<>(java(host, "CamelRun"));
        command.addAll(List.of("run", "ask.camel.yaml", "application.properties", "--dep=mvn:io.serai:serai:0.1.0"));

        assertThat(started("camel-run", host, "answer: ", command))
                .contains("Apache Camel 4.17.0")
                .containsPattern("answer: .*Why do camels have humps\\?");
    }

    @Test
    void quarkus_asks_by_endpoint_and_java() throws Exception {
        Path host = build("quarkus", "package");

        assertThat(started("quarkus", host, "java: ", List.of(bin(), "-jar", "target/quarkus-app/quarkus-run.jar")))
                .contains("powered by Quarkus")
                .containsPattern("endpoint: .*Why do camels have humps\\?")
                .containsPattern("java: .*And how many\\?");
    }

    /** A copy of a host, built; its class path is in {@code target/cp.txt}. */
    private Path build(String name, String goal) throws Exception {
        Path host = folder.resolve(name);
        copy(Path.of("src/examples/hosts", name), host);
        String log = run(
                name + "-build",
                host,
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        goal,
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                        "-Dmdep.outputFile=target/cp.txt"),
                "BUILD ");
        assertThat(log).contains("BUILD SUCCESS");
        return host;
    }

    private static List<String> java(Path host, String main) throws IOException {
        return List.of(
                bin(),
                "-cp",
                "target/classes:"
                        + Files.readString(host.resolve("target/cp.txt")).strip(),
                main);
    }

    private static String bin() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What a host has printed when it has said this; nothing went wrong until then, and it ends when it is asked to. */
    private static String started(String name, Path host, String last, List<String> command) throws Exception {
        String said = run(name, host, command, last);
        assertThat(said).contains(last).doesNotContain("Exception");
        return said;
    }

    private static String run(String name, Path in, List<String> command, String last) throws Exception {
        Path log = Files.createDirectories(LOGS.toAbsolutePath()).resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("SERAI_") || key.startsWith("OPENAI_"));
        Process process = builder.start();
        try {
            Awaitility.await(name)
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !process.isAlive() || lines(log).anyMatch(line -> line.contains(last)));
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(name + " ends when it is asked to")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }

    private static Stream<String> lines(Path log) {
        try {
            return Arrays.stream(Files.readString(log).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }
}
