package io.serai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.FaultServer;
import io.serai.testing.SeraiProcess;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    private static final String JAR = "-jar serai.jar";

    @TempDir
    Path folder;

    @Test
    void a_warm_up_reaches_no_upstream_and_leaves_nothing() throws IOException {
        Files.createDirectory(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/mine.camel.yaml"), "- no: route\n");
        try (FaultServer upstream = FaultServer.start();
                SeraiProcess serai = SeraiProcess.launch(
                        folder,
                        Map.of(
                                "SERAI_UPSTREAM_OPENAI_BASE_URL", upstream.url() + "/v1",
                                "SERAI_UPSTREAM_OPENAI_API_KEY", "sk-live",
                                "SERAI_ROUTES", "routes"),
                        "warm-up")) {
            assertThat(serai.exitCode()).as(serai.log()).isZero();

            // New JVMs warn of what a library does; Serai itself says no more than this.
            assertThat(serai.log().lines().filter(line -> !line.startsWith("WARNING: ")))
                    .containsExactly("Warmed up; nothing was sent to an upstream.");
            assertThat(upstream.requests()).isEmpty();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("routes", "serai.log");
        }
    }

    @Test
    void an_argument_is_refused() {
        try (SeraiProcess serai = SeraiProcess.launch(folder, Map.of(), "warm-up", "quickly")) {
            assertThat(serai.exitCode()).isEqualTo(2);
            assertThat(serai.log()).contains("warm-up takes no arguments");
        }
    }

    @Test
    void the_documented_commands_make_an_archive_and_start_from_it() throws Exception {
        String loaded = startFrom("serai.jsa", "-Xshare:on");

        // "top" is the archive of the application, on the JDK's own.
        assertThat(loaded).containsPattern("io\\.serai\\.SeraiMain source: shared objects file \\(top\\)");
    }

    @Test
    @EnabledForJreRange(minVersion = 25)
    void the_documented_commands_make_an_aot_cache_and_start_from_it() throws Exception {
        String loaded = startFrom("serai.aot", "-XX:AOTMode=on");

        assertThat(loaded).containsPattern("io\\.serai\\.SeraiMain source: shared objects file");
    }

    /** What the JVM says of the classes it loads when it must use the archive. */
    private String startFrom(String archive, String must) throws Exception {
        List<String> documented = commands(archive);
        assertThat(documented).hasSize(2);

        assertThat(run(documented.get(0))).as("making the archive").contains("Warmed up");
        assertThat(folder.resolve(archive)).isNotEmptyFile();
        return run(documented.get(1).replace("java ", "java " + must + " -Xlog:class+load=info ") + " cost");
    }

    /** Those with an archive in the folder one is in. */
    private static List<String> commands(String archive) throws IOException {
        return Files.readAllLines(Path.of("src/main/docs/startup.md")).stream()
                .filter(line -> line.startsWith("java ") && line.contains("=" + archive) && line.contains(JAR))
                .toList();
    }

    private String run(String documented) throws Exception {
        List<String> command = new ArrayList<>(List.of(documented
                .replace(JAR, "-cp " + classPath() + " " + SeraiMain.class.getName())
                .split(" ")));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    /** A JVM archives classes from jars only; ours are packed as the build would. */
    private String classPath() throws IOException {
        Path jar = folder.resolve("classes.jar");
        Path classes = Path.of(SeraiMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        if (!Files.exists(jar)) {
            pack(classes, jar);
        }
        return jar + ":"
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .collect(Collectors.joining(":"));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file);
                Stream<Path> found = Files.walk(classes)) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, packed);
            }
        }
    }
}
