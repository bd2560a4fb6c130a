package io.serai.door;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether results can be written, by writing, before anybody is paid for them. While they cannot, files stay in the
 * inbox; that is said once, and so is that work goes on. Thread-safe.
 */
final class InboxGuard {
    static final String PROBE_EXTENSION = ".probe";

    private static final Logger LOG = LoggerFactory.getLogger(InboxGuard.class);
    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_MILLIS = 500;
    private static final byte[] PROBE = new byte[4096];

    private final InboxFolders folders;
    private final long minFree;
    private final Map<Path, Long> good = new ConcurrentHashMap<>();
    private final Map<Path, String> troubles = new ConcurrentHashMap<>();

    /**
     * @param minFree bytes that must be free; a quota is noticed by writing
     */
    InboxGuard(InboxFolders folders, long minFree) {
        this.folders = folders;
        this.minFree = minFree;
    }

    /** Something that writes. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /** Whether what comes of this file of the inbox can be written now. */
    boolean isOpenFor(Path file) {
        Path beside = folders.inbox().relativize(file).getParent();
        for (Path root : new Path[] {folders.out(), folders.done(), folders.failed()}) {
            if (!isOpen(beside == null ? root : root.resolve(beside))) {
                return false;
            }
        }
        return isOpen(folders.work());
    }

    /**
     * Writes what has been paid for, again and again until it works.
     *
     * @param goOn asked after each failure; when false, it is thrown
     */
    void insist(Writing writing, BooleanSupplier goOn) throws IOException {
        for (boolean first = true; ; first = false) {
            try {
                writing.run();
                if (!first) {
                    isOpen(folders.work());
                }
                return;
            } catch (IOException e) {
                if (!goOn.getAsBoolean()) {
                    throw e;
                }
                trouble(folders.work(), e);
                pause(e);
            }
        }
    }

    /** Waits until there is room for what is about to be paid for, as long as the caller wants to. */
    void await(BooleanSupplier goOn) throws IOException {
        while (!isOpen(folders.work()) && goOn.getAsBoolean()) {
            pause(new InterruptedIOException("interrupted while waiting for room on the disk"));
        }
    }

    /** Notes that a folder cannot be written to and says so, unless that is known. */
    void trouble(Path folder, Exception problem) {
        good.remove(folder);
        String reason = reason(problem);
        if (troubles.put(folder, reason) == null) {
            LOG.warn(
                    "paused: nothing can be written into {} ({}); files wait in the inbox and work goes on by itself as soon as it can",
                    folders.shown(folder),
                    reason);
        }
    }

    /** Why work pauses, for people; empty when it does not. */
    String paused() {
        return troubles.isEmpty()
                ? ""
                : troubles.entrySet().stream()
                        .map(trouble -> folders.shown(trouble.getKey()) + ": " + trouble.getValue())
                        .sorted()
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("");
    }

    private boolean isOpen(Path folder) {
        long now = System.nanoTime();
        Long until = good.get(folder);
        if (until != null && now - until < 0) {
            return true;
        }
        try {
            probe(existing(folder));
        } catch (IOException e) {
            trouble(folder, e);
            return false;
        }
        good.put(folder, now + GOOD_FOR_NANOS);
        if (troubles.remove(folder) != null) {
            LOG.info("resumed: {} can be written again", folders.shown(folder));
        }
        return true;
    }

    /** The folders share a file system, so that room is tried in one; others watch the rest and must not see our tries. */
    private void probe(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(folder.toString(), null, "it is a file where a folder must be");
        }
        if (!Files.isWritable(folder)) {
            throw new FileSystemException(folder.toString(), null, "it is read-only or another user's");
        }
        if (!folder.startsWith(folders.work())) {
            return;
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < minFree) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "%,d bytes free, serai.folder.min-free asks for %,d".formatted(free, minFree));
        }
        Path probe = folders.tries().resolve("." + UUID.randomUUID() + PROBE_EXTENSION);
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(PROBE);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static Path existing(Path folder) {
        Path existing = folder;
        while (!Files.isDirectory(existing) && existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static String reason(Exception problem) {
        if (problem instanceof FileSystemException disk) {
            String kind = disk.getClass() == FileSystemException.class
                    ? ""
                    : disk.getClass().getSimpleName();
            String reason = disk.getReason();
            return reason == null ? kind : reason;
        }
        return String.valueOf(problem.getMessage());
    }

    private static void pause(IOException cause) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
