package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.json.Json;
import io.serai.testing.CountedSandbox;
import io.serai.testing.HaltAt;
import io.serai.testing.LiveSerai;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One data folder on which the real program is started and killed, in as many processes as a test likes. */
final class CrashFolder {
    private final CountedSandbox upstream;
    private final Path root;
    private final Path data;
    private final Map<String, String> settings = new HashMap<>();
    private int processes;

    CrashFolder(CountedSandbox upstream, Path root, String... keysAndValues) {
        this.upstream = upstream;
        this.root = root;
        this.data = root.resolve("serai-data");
        settings.putAll(Map.of(
                "OPENAI_BASE_URL", upstream.server().url() + "/v1",
                "OPENAI_API_KEY", LiveSerai.CANARY,
                "SERAI_DATA", data.toString(),
                "SERAI_FOLDER_SETTLE", "20ms",
                "SERAI_FOLDER_POLL", "20ms",
                "SERAI_FOLDER_MIN_FREE", "1MB",
                // The start of the JVM is most of the time of these tests.
                "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    Path data() {
        return data;
    }

    /** Starts the program in a folder of its own. */
    SeraiProcess launch() throws IOException {
        return launch("");
    }

    /** Starts the program, to be halted where it comes to this point the first time. */
    SeraiProcess launch(String point) throws IOException {
        Path folder = Files.createDirectories(root.resolve("process-" + ++processes));
        if (!point.isEmpty()) {
            Files.writeString(
                    folder.resolve("application.properties"),
                    "camel.beans.halt=#class:" + HaltAt.class.getName() + "\ncamel.beans.halt.point=" + point + "\n");
        }
        return SeraiProcess.launch(folder, settings);
    }

    void drop(String path, String text) throws IOException {
        Path file = data.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        // As careful people do: under another name until it is whole.
        Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), text);
        Files.move(part, file);
    }

    /** Waits until nothing is left to do. */
    void awaitEnd(SeraiProcess process, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(left()).as(process.log()).isEmpty());
    }

    /** Files whose work has not come to an end. */
    List<String> left() throws IOException {
        List<String> left = new java.util.ArrayList<>(files("inbox"));
        files(".work").stream()
                .filter(file -> !file.matches("node-\\d+\\.(lock|beat)|tries/.*probe"))
                .forEach(left::add);
        left.addAll(files("working"));
        return left;
    }

    List<String> files(String folder) throws IOException {
        Path top = data.resolve(folder);
        try (Stream<Path> walk = Files.exists(top) ? Files.walk(top) : Stream.empty()) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            // It is being moved.
            return List.of(e.toString());
        }
    }

    /** That each of these prompts has its one result and receipt, whole, and nothing else has. */
    void assertOneResultEach(String operation, Map<String, String> prompts) throws IOException {
        assertThat(files("out").stream().filter(file -> file.startsWith(operation + "/")))
                .containsExactlyInAnyOrderElementsOf(prompts.keySet().stream()
                        .flatMap(name -> Stream.of(
                                operation + "/" + name + ".txt", operation + "/" + name + ".txt.receipt.json"))
                        .toList());
        assertThat(files("done").stream().filter(file -> file.startsWith(operation + "/")))
                .containsExactlyInAnyOrderElementsOf(prompts.keySet().stream()
                        .map(name -> operation + "/" + name + ".txt")
                        .toList());
        for (Map.Entry<String, String> prompt : prompts.entrySet()) {
            Path result = data.resolve("out").resolve(operation).resolve(prompt.getKey() + ".txt");
            assertThat(Files.readString(result))
                    .contains("\"" + prompt.getValue() + "\"")
                    .endsWith("called.");
            Path receipt = result.resolveSibling(prompt.getKey() + ".txt.receipt.json");
            assertThat(Json.readObject(Files.readString(receipt)))
                    .containsEntry("input", operation + "/" + prompt.getKey() + ".txt");
        }
    }

    int calls() {
        return upstream.count();
    }
}
