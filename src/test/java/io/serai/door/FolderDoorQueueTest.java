package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.serai.Serai;
import io.serai.json.Json;
import io.serai.testing.CountedSandbox;
import io.serai.testing.RecordedRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits, what is under way, and what people are told of it. */
class FolderDoorQueueTest {
    @TempDir
    Path data;

    private FolderFixture folder;
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void open() {
        folder = new FolderFixture(data);
    }

    @AfterEach
    void close() {
        gate.countDown();
        folder.close();
    }

    @Test
    void many_files_of_one_operation_do_not_hold_up_those_of_another() throws Exception {
        for (int i = 0; i < 30; i++) {
            folder.drop("llm-chat/" + i + ".txt", "number " + i);
        }
        folder.drop("image-generate/one.txt", "one camel");
        folder.drop("image-generate/two.txt", "two camels");

        try (Serai serai = folder.start("serai.folder.parallel", "2", "serai.folder.settle", "0ms")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> folder.upstream.count(CountedSandbox.IMAGES) == 2);

            List<String> order = folder.upstream.server().requests().stream()
                    .map(RecordedRequest::path)
                    .toList();
            assertThat(order.lastIndexOf(CountedSandbox.IMAGES)).isLessThan(8);
        }
    }

    @Test
    void a_newcomer_gets_the_next_worker_when_its_operation_has_none() throws Exception {
        // Longer than what was seen in one look at the inbox is gone by.
        CountDownLatch never = new CountDownLatch(1);
        folder.upstream.refuse(request -> {
            if (gate.getCount() > 0) {
                FolderFixture.waitFor(gate);
                return false;
            }
            return FolderFixture.waitFor(never, 1_100);
        });
        for (int i = 0; i < 10; i++) {
            folder.drop("llm-chat/" + i + ".txt", "number " + i);
        }
        try (Serai serai = folder.start("serai.folder.parallel", "2")) {
            await().until(() -> folder.upstream.count(CountedSandbox.CHAT) == 2);
            folder.drop("image-generate/late.txt", "a camel");
            await().until(() -> attribute("Queued").equals(9));

            gate.countDown();

            await().atMost(Duration.ofSeconds(30)).until(() -> folder.upstream.count(CountedSandbox.IMAGES) == 1);
            assertThat(folder.upstream.count(CountedSandbox.CHAT)).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void totals_are_told_over_jmx() throws Exception {
        folder.drop("llm-chat/good.txt", "good");
        folder.drop("llm-chat/bad.txt", " ");
        try (Serai serai = folder.start()) {
            await().until(() ->
                    attribute("Done").equals(1L) && attribute("Failed").equals(1L));

            assertThat(attribute("Taken")).isEqualTo(2L);
            assertThat(attribute("Paused")).isEqualTo("");
            await().until(() ->
                    attribute("Running").equals(0) && attribute("Queued").equals(0));
        }
    }

    @Test
    void a_long_recipe_tells_how_far_it_is_in_a_file_and_on_the_console() throws Exception {
        folder.upstream.refuse(request -> {
            if (request.path().equals(CountedSandbox.SPEECH)) {
                FolderFixture.waitFor(gate);
            }
            return false;
        });
        folder.drop("recipe-story/2026/骆驼.txt", "从前有一只骆驼，它走过了沙漠。后来它找到了一片绿洲。");
        Path progress = data.resolve("working/recipe-story/2026/骆驼.txt.progress.json");
        try (Serai serai = folder.start()) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(progress).exists();
                assertThat(Json.readObject(Files.readString(progress)))
                        .containsEntry("input", "recipe-story/2026/骆驼.txt")
                        .containsEntry("operation", "recipe-story")
                        .containsEntry("steps_done", 3)
                        .containsEntry("steps_total", 5)
                        .containsEntry("percent", 60)
                        .containsKeys("step", "seconds_left", "seconds_run");
            });
            gate.countDown();
            await().until(() -> Files.exists(data.resolve("done/recipe-story/2026/骆驼.txt")));

            await().untilAsserted(() -> assertThat(progress).doesNotExist());
            // Steps that end at the same moment are told in one line.
            assertThat(folder.lines("working"))
                    .hasSizeBetween(3, 5)
                    .first(InstanceOfAssertFactories.STRING)
                    .contains("step 1, llm-json done");
            assertThat(folder.lines("working"))
                    .anySatisfy(line -> assertThat(line).contains("3 of 5 steps (60 %)", "left"))
                    .anySatisfy(line -> assertThat(line).contains("5 of 5 steps (100 %)"));
        }
    }

    @Test
    void what_is_passed_over_is_said_once() throws Exception {
        Path inbox = Files.createDirectories(data.resolve("inbox/llm-chat"));
        Path elsewhere = Files.createDirectories(data.resolve("elsewhere"));
        Files.createSymbolicLink(inbox.resolve("link.txt"), Files.writeString(elsewhere.resolve("s.txt"), "secret"));
        Files.createSymbolicLink(inbox.resolve("folder"), elsewhere);
        assertThat(new ProcessBuilder("mkfifo", inbox.resolve("pipe.txt").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (Serai serai = folder.start()) {
            for (int i = 0; i < 3; i++) {
                folder.drop("llm-chat/" + i + ".txt", "number " + i);
                Path done = data.resolve("done/llm-chat/" + i + ".txt");
                await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(done));
            }

            assertThat(folder.lines("skipped"))
                    .containsExactlyInAnyOrder(
                            "skipped inbox/llm-chat/link.txt: it is a link; only regular files are taken",
                            "skipped inbox/llm-chat/folder: it is a link; only regular files are taken",
                            "skipped inbox/llm-chat/pipe.txt: it is a pipe, a socket or a device; only regular files are taken");
        }
    }

    @Test
    void a_file_of_100_megabytes_is_stored() throws Exception {
        byte[] large = new byte[100 << 20];
        Arrays.fill(large, (byte) 7);
        Files.write(
                Files.createDirectories(data.resolve("inbox/storage-upload")).resolve("大🐪.bin"), large);
        try (Serai serai = folder.start()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(data.resolve("done/storage-upload/大🐪.bin")));

            assertThat(Json.readObject(Files.readString(data.resolve("out/storage-upload/大🐪.json"))))
                    .containsEntry("size", large.length);
            try (Stream<Path> stored = Files.walk(data.resolve("storage"))) {
                assertThat(stored.filter(Files::isRegularFile)
                                .filter(file -> file.toFile().length() == large.length))
                        .hasSize(1);
            }
        }
    }

    private static Object attribute(String name) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName bean = server.queryNames(new ObjectName("io.serai:type=FolderDoor,*"), null)
                .iterator()
                .next();
        return server.getAttribute(bean, name);
    }
}
