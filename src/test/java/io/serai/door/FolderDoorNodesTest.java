package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.json.Json;
import io.serai.testing.CountedSandbox;
import io.serai.testing.RecordedRequest;
import io.serai.testing.SeraiProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program in several processes on one folder: standing still, dying again and again, told to stop. */
class FolderDoorNodesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private final CountedSandbox upstream = new CountedSandbox();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void a_node_that_stood_still_past_its_lease_overwrites_and_doubles_nothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        upstream.refuse(request -> {
            if (count.incrementAndGet() == 1) {
                asked.countDown();
                waitFor(answer);
            }
            return false;
        });
        CrashFolder folder = new CrashFolder(upstream, root, "SERAI_FOLDER_LEASE", "1s");
        folder.drop("llm-chat/why.txt", "Why?");
        try (SeraiProcess late = folder.launch()) {
            waitFor(asked);
            late.signal("STOP");
            try (SeraiProcess other = folder.launch()) {
                await().atMost(LONG).until(() -> Files.exists(folder.data().resolve("done/llm-chat/why.txt")));
                assertThat(other.log())
                        .contains("llm-chat/why.txt was taken over from node-1, which gives no sign of life");

                late.signal("CONT");
                answer.countDown();
                await().atMost(LONG).until(() -> late.log().contains("what was made of it here is dropped"));

                folder.assertOneResultEach("llm-chat", Map.of("why", "Why?"));
                assertThat(folder.left()).isEmpty();
                assertThat(folder.files("failed")).isEmpty();
                assertThat(upstream.count()).isEqualTo(2);
                other.awaitReady();
                other.terminate();
                assertThat(other.exitCode()).isZero();
            }
            late.terminate();
            assertThat(late.exitCode()).isZero();
        }
    }

    @Test
    void a_file_that_kills_the_program_costs_three_calls_and_harms_no_other() throws Exception {
        AtomicReference<SeraiProcess> running = new AtomicReference<>();
        upstream.refuse(request -> {
            if (isPoison(request)) {
                running.get().kill();
            }
            return false;
        });
        CrashFolder folder = new CrashFolder(upstream, root);
        folder.drop("llm-chat/poison.txt", "poison");
        folder.drop("llm-chat/good.txt", "good");
        for (int i = 0; i < 3; i++) {
            try (SeraiProcess process = folder.launch()) {
                running.set(process);
                assertThat(process.exitCode()).isNotZero();
            }
        }

        try (SeraiProcess process = folder.launch()) {
            folder.awaitEnd(process, LONG);

            folder.assertOneResultEach("llm-chat", Map.of("good", "good"));
            assertThat(upstream.server().requests().stream().filter(FolderDoorNodesTest::isPoison))
                    .hasSize(3);
            Path error = folder.data().resolve("failed/llm-chat/poison.error.json");
            assertThat(Json.readObject(Files.readString(error)))
                    .containsEntry("code", "gave_up")
                    .containsEntry("field", "file")
                    .containsKeys("message", "remedy");

            upstream.refuse(request -> false);
            Files.move(
                    folder.data().resolve("failed/llm-chat/poison.txt"),
                    folder.data().resolve("inbox/llm-chat/poison.txt"));
            folder.awaitEnd(process, LONG);
            folder.assertOneResultEach("llm-chat", Map.of("good", "good", "poison", "poison"));
            assertThat(folder.files("failed")).isEmpty();
        }
    }

    @Test
    void a_long_speech_goes_on_at_the_piece_where_it_was_when_the_program_was_killed() throws Exception {
        AtomicReference<SeraiProcess> running = new AtomicReference<>();
        AtomicInteger count = new AtomicInteger();
        upstream.refuse(request -> {
            if (count.incrementAndGet() == 4) {
                running.get().kill();
            }
            return false;
        });
        CrashFolder folder = new CrashFolder(upstream, root, "SERAI_TTS_MAX_INPUT", "100");
        String text = IntStream.range(0, 5)
                .mapToObj(i ->
                        "Sentence " + i + " has about a hundred characters, so that each becomes a piece of its own. ")
                .collect(Collectors.joining());
        folder.drop("tts-synthesize/long.txt", text);
        try (SeraiProcess process = folder.launch()) {
            running.set(process);
            assertThat(process.exitCode()).isNotZero();
        }
        try (SeraiProcess process = folder.launch()) {
            folder.awaitEnd(process, LONG);

            assertThat(folder.files("out")).contains("tts-synthesize/long.mp3");
            assertThat(folder.files("failed")).isEmpty();
            assertThat(folder.files("journal")).isEmpty();
            // Five pieces, one of them twice.
            assertThat(upstream.count()).isEqualTo(6);
        }
    }

    @Test
    void told_to_stop_the_program_finishes_what_runs_leaves_what_waits_and_ends_with_0() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        upstream.refuse(request -> {
            asked.countDown();
            waitFor(answer);
            return false;
        });
        CrashFolder folder = new CrashFolder(upstream, root, "SERAI_FOLDER_PARALLEL", "1");
        for (String name : List.of("a", "b", "c")) {
            folder.drop("llm-chat/" + name + ".txt", name);
        }
        try (SeraiProcess process = folder.launch()) {
            waitFor(asked);
            process.awaitReady();
            process.terminate();
            await().atMost(LONG).until(() -> process.log().contains("Stopping"));
            answer.countDown();

            assertThat(process.exitCode()).isZero();
            assertThat(folder.files("done")).hasSize(1);
            assertThat(folder.files("inbox")).hasSize(2);
            assertThat(upstream.count()).isEqualTo(1);
        }
    }

    private static boolean isPoison(RecordedRequest request) {
        return request.text().contains("poison");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
