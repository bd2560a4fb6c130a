package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serai.Serai;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be written to, and disks that are full. */
class FolderDoorDiskTest {
    private static final int SOME = 1 << 20;

    @TempDir
    Path data;

    private FolderFixture folder;

    @BeforeEach
    void open() {
        folder = new FolderFixture(data);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void a_folder_that_cannot_be_written_is_noticed_before_the_call_and_work_goes_on_by_itself() throws Exception {
        Path blocked =
                Files.writeString(Files.createDirectories(data.resolve("out")).resolve("llm-chat"), "no folder");
        folder.drop("llm-chat/why.txt", "Why?");
        try (Serai serai = folder.start()) {
            await().until(() -> !folder.lines("paused").isEmpty());
            folder.drop("llm-json/facts.txt", "facts");
            await().until(() -> Files.exists(data.resolve("done/llm-json/facts.txt")));

            assertThat(folder.upstream.count()).isEqualTo(1);
            assertThat(data.resolve("inbox/llm-chat/why.txt")).exists();

            Files.delete(blocked);
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(data.resolve("done/llm-chat/why.txt")));
            assertThat(folder.lines("paused")).hasSize(1).first().asString().contains("out/llm-chat", "by itself");
            assertThat(folder.lines("resumed")).hasSize(1);
            assertThat(folder.upstream.count()).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_stops_work_before_the_call_and_a_paid_result_waits_for_room() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data.toString()), "needs the right to mount");
        try {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            folder.upstream.refuse(request -> {
                asked.countDown();
                FolderFixture.waitFor(answer);
                return false;
            });
            try (Serai serai = folder.start("serai.folder.min-free", "1MB", "serai.folder.parallel", "1")) {
                folder.drop("llm-chat/first.txt", "first");
                FolderFixture.waitFor(asked);
                Path ballast = fill(data.resolve("ballast"));
                answer.countDown();
                await().until(() -> !folder.lines("paused").isEmpty());
                assertThat(data.resolve("out/llm-chat")).doesNotExist();

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Files.exists(data.resolve("done/llm-chat/first.txt")));
                assertThat(folder.upstream.count()).isEqualTo(1);
            }
            Path ballast = Files.write(data.resolve("ballast"), new byte[7 * SOME]);
            try (Serai serai = folder.start("serai.folder.min-free", "1MB")) {
                folder.drop("llm-chat/second.txt", "second");
                await().until(() -> folder.lines("paused").size() > 1);
                assertThat(folder.upstream.count()).isEqualTo(1);
                assertThat(data.resolve("inbox/llm-chat/second.txt")).exists();

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Files.exists(data.resolve("done/llm-chat/second.txt")));
                assertThat(folder.upstream.count()).isEqualTo(2);
            }
        } finally {
            run("umount", data.toString());
        }
    }

    private Path fill(Path ballast) throws IOException {
        byte[] some = new byte[1 << 12];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            return ballast;
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
