package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.serai.Serai;
import io.serai.testing.CountedSandbox;
import io.serai.testing.WithRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Folders that cannot be written to, and disks that are full. */
class FolderDoorDiskTest {
    private static final int SOME = 1 << 20;

    @TempDir
    Path data;

    private final CountedSandbox upstream = new CountedSandbox();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.serai.door");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        upstream.close();
    }

    @Test
    void a_folder_that_cannot_be_written_is_noticed_before_the_call_and_work_goes_on_by_itself() throws Exception {
        Path blocked =
                Files.writeString(Files.createDirectories(data.resolve("out")).resolve("llm-chat"), "no folder");
        drop("llm-chat/why.txt", "Why?");
        try (Serai serai = start()) {
            await().until(() -> !lines("paused").isEmpty());
            drop("llm-json/facts.txt", "facts");
            await().until(() -> Files.exists(data.resolve("done/llm-json/facts.txt")));

            assertThat(upstream.count()).isEqualTo(1);
            assertThat(data.resolve("inbox/llm-chat/why.txt")).exists();

            Files.delete(blocked);
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(data.resolve("done/llm-chat/why.txt")));
            assertThat(lines("paused")).hasSize(1).first().asString().contains("out/llm-chat", "by itself");
            assertThat(lines("resumed")).hasSize(1);
            assertThat(upstream.count()).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_stops_work_before_the_call_and_a_paid_result_waits_for_room() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data.toString()), "needs the right to mount");
        try {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            upstream.refuse(request -> {
                asked.countDown();
                waitFor(answer);
                return false;
            });
            try (Serai serai = start("serai.folder.min-free", "1MB", "serai.folder.parallel", "1")) {
                drop("llm-chat/first.txt", "first");
                waitFor(asked);
                Path ballast = fill(data.resolve("ballast"));
                answer.countDown();
                await().until(() -> !lines("paused").isEmpty());
                assertThat(data.resolve("out/llm-chat")).doesNotExist();

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Files.exists(data.resolve("done/llm-chat/first.txt")));
                assertThat(upstream.count()).isEqualTo(1);
            }
            Path ballast = Files.write(data.resolve("ballast"), new byte[7 * SOME]);
            try (Serai serai = start("serai.folder.min-free", "1MB")) {
                drop("llm-chat/second.txt", "second");
                await().until(() -> lines("paused").size() > 1);
                assertThat(upstream.count()).isEqualTo(1);
                assertThat(data.resolve("inbox/llm-chat/second.txt")).exists();

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Files.exists(data.resolve("done/llm-chat/second.txt")));
                assertThat(upstream.count()).isEqualTo(2);
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

    private Serai start(String... keysAndValues) {
        Map<String, String> settings = WithRoutes.settings(upstream, keysAndValues);
        settings.put("serai.data", data.toString());
        return WithRoutes.folder(settings);
    }

    private List<String> lines(String start) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private void drop(String path, String text) throws IOException {
        Path file = data.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
