package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.testing.CountedSandbox;
import io.serai.testing.HaltAt;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, halted at every point that work on a file comes to, one after the other on the same folder. */
class FolderDoorHaltTest {
    private static final List<String> OF_A_RESULT = List.of(
            "claim-made",
            "input-taken",
            "claimed",
            "run-noted",
            "result-made",
            "result-staged",
            "receipt-staged",
            "receipt-out",
            "result-out",
            "input-done");
    private static final List<String> OF_A_RECIPE = List.of("step-answered", "step-kept");
    private static final List<String> OF_A_FAILURE = List.of("error-staged", "error-out", "input-failed");
    private static final List<String> OF_A_RECOVERY = List.of("input-returned", "taken-over");
    private static final String STORY = "从前有一只骆驼，它走过了沙漠。";

    @TempDir
    Path root;

    private final Map<String, String> prompts = new LinkedHashMap<>();
    private CrashFolder folder;
    private int halts;

    @Test
    void a_halt_at_any_point_loses_nothing_doubles_nothing_and_costs_one_call_at_most() throws Exception {
        try (CountedSandbox upstream = new CountedSandbox()) {
            folder = new CrashFolder(
                    upstream,
                    root,
                    "SERAI_FOLDER_PARALLEL",
                    "1",
                    "SERAI_RECIPE_PARALLEL",
                    "1",
                    // The oldest file is under work at most of the halts and not to blame.
                    "SERAI_FOLDER_MAX_TRIES",
                    "100");
            for (String point : OF_A_RESULT) {
                String name = "before-" + point;
                prompts.put(name, "say " + point);
                folder.drop("llm-chat/" + name + ".txt", "say " + point);
                halt(point);
            }
            for (String point : OF_A_RECIPE) {
                folder.drop("recipe-story/" + point + ".txt", STORY + point + "。");
                halt(point);
            }
            for (String point : OF_A_FAILURE) {
                folder.drop("llm-chat/" + point + ".txt", " ");
                halt(point);
            }
            for (String point : OF_A_RECOVERY) {
                prompts.put(point, "say " + point);
                folder.drop("llm-chat/" + point + ".txt", "say " + point);
                halt("run-noted");
                moveNode(point);
                halt(point);
            }
            try (SeraiProcess last = folder.launch()) {
                folder.awaitEnd(last, Duration.ofSeconds(60));
                last.awaitReady();
                last.terminate();
                assertThat(last.exitCode()).isZero();
            }

            folder.assertOneResultEach("llm-chat", prompts);
            assertThat(folder.files("out").stream().filter(file -> file.endsWith(".html")))
                    .containsExactlyInAnyOrder("recipe-story/step-answered.html", "recipe-story/step-kept.html");
            assertThat(folder.files("failed"))
                    .containsExactlyInAnyOrderElementsOf(OF_A_FAILURE.stream()
                            .flatMap(name -> Stream.of("llm-chat/" + name + ".error.json", "llm-chat/" + name + ".txt"))
                            .toList());
            int steps = 2 * (1 + 2 * 2);
            assertThat(folder.calls()).isBetween(prompts.size() + steps, prompts.size() + steps + halts);
        }
    }

    private void halt(String point) throws IOException {
        try (SeraiProcess process = folder.launch(point)) {
            assertThat(process.exitCode()).as(point + "\n" + process.log()).isEqualTo(HaltAt.CODE);
            halts++;
        }
    }

    /** Makes the next start find the claims in the folder of another node that has ended. */
    private void moveNode(String point) throws IOException {
        if (point.equals("taken-over")) {
            Path work = folder.data().resolve(".work");
            Files.move(work.resolve("node-1"), work.resolve("node-7"));
            Files.createFile(work.resolve("node-7.lock"));
            Files.copy(work.resolve("node-1.beat"), work.resolve("node-7.beat"));
        }
    }
}
