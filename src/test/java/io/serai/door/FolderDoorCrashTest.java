package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.testing.CountedSandbox;
import io.serai.testing.LiveSerai;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, killed with -9 while files are worked on. */
class FolderDoorCrashTest {
    private static final String STORY = "从前有一只骆驼，它走过了沙漠。后来它找到了一片绿洲。它喝了很多水。";

    @TempDir
    Path folder;

    @Test
    void what_was_claimed_when_the_program_was_killed_is_done_once_after_the_next_start() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        AtomicBoolean hold = new AtomicBoolean(true);
        try (CountedSandbox upstream = new CountedSandbox()) {
            upstream.refuse(request -> {
                if (hold.get() && request.path().equals(CountedSandbox.SPEECH)) {
                    reached.countDown();
                    sleepUntil(hold);
                }
                return false;
            });
            // A name that an endpoint address could misread.
            Map<String, String> environment = environment(upstream, "./我的 data+50% {x}#&");
            Path data = folder.resolve("我的 data+50% {x}#&");
            drop(data, "recipe-story/骆驼.txt", STORY);
            drop(data, "llm-chat/why.txt", "Why?");

            try (SeraiProcess killed = SeraiProcess.start(folder, environment)) {
                assertThat(reached.await(60, TimeUnit.SECONDS)).as(killed.log()).isTrue();
                await().until(() -> Files.exists(data.resolve("done/llm-chat/why.txt")));
                await().until(() -> upstream.count(CountedSandbox.IMAGES) == upstream.count(CountedSandbox.SPEECH));
                killed.kill();
                killed.exitCode();
            }
            int images = upstream.count(CountedSandbox.IMAGES);
            hold.set(false);
            try (SeraiProcess next = SeraiProcess.start(folder, environment)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(data.resolve("done/recipe-story/骆驼.txt"))
                                .as(next.log())
                                .exists());

                assertThat(next.log()).contains("recipe-story/骆驼.txt was left behind by an earlier run");
                next.terminate();
                assertThat(next.exitCode()).isZero();
            }

            assertThat(files(data.resolve("out")))
                    .containsExactly(
                            "llm-chat/why.txt",
                            "llm-chat/why.txt.receipt.json",
                            "recipe-story/骆驼.html",
                            "recipe-story/骆驼.html.receipt.json");
            assertThat(files(data.resolve("inbox"))).isEmpty();
            assertThat(files(data.resolve("failed"))).isEmpty();
            // One plan and one chat; no picture twice.
            assertThat(upstream.count(CountedSandbox.CHAT)).isEqualTo(2);
            assertThat(upstream.count(CountedSandbox.IMAGES)).isEqualTo(images);
        }
    }

    private static Map<String, String> environment(CountedSandbox upstream, String data) {
        return new HashMap<>(Map.of(
                "OPENAI_BASE_URL",
                upstream.server().url() + "/v1",
                "OPENAI_API_KEY",
                LiveSerai.CANARY,
                "SERAI_DATA",
                data,
                "SERAI_FOLDER_SETTLE",
                "50ms",
                "SERAI_FOLDER_POLL",
                "50ms"));
    }

    private static void drop(Path data, String path, String text) throws IOException {
        Path file = data.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void sleepUntil(AtomicBoolean hold) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !hold.get());
    }
}
