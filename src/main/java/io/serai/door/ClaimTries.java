package io.serai.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What was begun for a file and did not come to its end: {@code .work/tries/<key>} with a mark for each run, and
 * {@code <key>.<step>} with one for each request of a step that has no result. The key follows the file through renames; a
 * file that was changed has another. Thread-safe.
 */
final class ClaimTries {
    private static final byte[] MARK = {'x'};
    private static final Duration LIFE = Duration.ofDays(7);
    private static final Duration PROBE_LIFE = Duration.ofMinutes(1);

    private final Path file;
    private final AtomicInteger runs;

    private ClaimTries(Path file, int runs) {
        this.file = file;
        this.runs = new AtomicInteger(runs);
    }

    /** The record of a claimed file; an empty one when that has gone to its place already. */
    static ClaimTries of(InboxFolders folders, Path input) {
        try {
            Path file = folders.tries().resolve(key(input));
            return new ClaimTries(file, marks(file));
        } catch (IOException e) {
            return new ClaimTries(folders.tries().resolve("none"), 0);
        }
    }

    /** The same for this file in every run. */
    String key() {
        return file.getFileName().toString();
    }

    /** Runs before this one that neither came to an end nor got a step further. */
    int runs() {
        return runs.get();
    }

    /** Notes that a run begins, before anything else is done in it. */
    void begin() throws IOException {
        mark(file);
    }

    /** Writes, or sees to it that it is written. */
    @FunctionalInterface
    interface Writer {
        void write(InboxGuard.Writing writing) throws IOException;
    }

    /** The requests of one step, those of earlier runs included; the operation itself is the step {@code ""}. */
    ClaimRequests requests(String step, int max, Writer writer, BooleanSupplier isOurs) throws IOException {
        Path log = step(step);
        return new ClaimRequests(marks(log), max, () -> writer.write(() -> mark(log)), isOurs);
    }

    /** The result of a step was made safe: what went before was not in vain. */
    void progress(String step) throws IOException {
        runs.set(0);
        Files.deleteIfExists(step(step));
        Files.write(file, MARK);
    }

    /** To be called at the end; a file that is moved back into the inbox starts anew. */
    void forget() throws IOException {
        Path folder = file.resolveSibling(".");
        try (DirectoryStream<Path> steps = Files.newDirectoryStream(folder, file.getFileName() + "*")) {
            for (Path step : steps) {
                Files.deleteIfExists(step);
            }
        }
    }

    /** Removes the records of files that somebody took away, and probes whose process was killed over them. */
    static void tidy(InboxFolders folders) throws IOException {
        Instant now = Instant.now();
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folders.tries())) {
            for (Path record : records) {
                boolean probe = record.toString().endsWith(InboxGuard.PROBE_EXTENSION);
                Instant limit = now.minus(probe ? PROBE_LIFE : LIFE);
                if (Files.getLastModifiedTime(record).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(record);
                }
            }
        }
    }

    private Path step(String step) {
        return file.resolveSibling(file.getFileName() + "." + (step.length() > 32 ? step.substring(0, 32) : step));
    }

    private static void mark(Path log) throws IOException {
        Files.write(
                log,
                MARK,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                StandardOpenOption.DSYNC);
    }

    private static int marks(Path log) throws IOException {
        try {
            return (int) Files.size(log);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static String key(Path input) throws IOException {
        BasicFileAttributes now = Files.readAttributes(input, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object identity = now.fileKey() == null ? input.getFileName() : now.fileKey();
        String text = identity + " " + now.size() + " " + now.lastModifiedTime().toMillis();
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString();
    }
}
