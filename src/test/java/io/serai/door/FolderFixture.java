package io.serai.door;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.serai.Serai;
import io.serai.testing.CountedSandbox;
import io.serai.testing.WithRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A data folder with an upstream, and what the folder door logs. */
final class FolderFixture implements AutoCloseable {
    final CountedSandbox upstream = new CountedSandbox();

    private final Path data;
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.serai.door");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    FolderFixture(Path data) {
        this.data = data;
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
    }

    Serai start(String... keysAndValues) {
        Map<String, String> settings = WithRoutes.settings(upstream, keysAndValues);
        settings.put("serai.data", data.toString());
        return WithRoutes.folder(settings);
    }

    /** What was logged that begins so. */
    List<String> lines(String start) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith(start))
                .toList();
    }

    void drop(String path, String text) throws IOException {
        Path file = data.resolve("inbox").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static boolean waitFor(CountDownLatch latch) {
        return waitFor(latch, 30_000);
    }

    static boolean waitFor(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        logger.detachAppender(log);
        upstream.close();
    }
}
