package io.serai.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to the file of the day. Each writer of a folder has a number of its own, held by a lock that ends with its
 * process, so that several processes can share the folder. What is written survives the process at once, and a loss of power
 * after the system's own delay. Thread-safe.
 */
final class LedgerWriter implements AutoCloseable {
    private static final int MAX_WRITERS = 1_000;

    private final Path folder;
    private final int number;
    private final FileChannel lockFile;
    private @Nullable LocalDate day;
    private @Nullable FileChannel file;

    private LedgerWriter(Path folder, int number, FileChannel lockFile) {
        this.folder = folder;
        this.number = number;
        this.lockFile = lockFile;
    }

    static LedgerWriter open(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int number = 1; number <= MAX_WRITERS; number++) {
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("writer-" + number + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(lockFile)) {
                return new LedgerWriter(folder, number, lockFile);
            }
            lockFile.close();
        }
        throw new IOException("more than " + MAX_WRITERS + " processes write to this folder");
    }

    private static boolean locked(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another Serai of this JVM has it.
            return false;
        }
    }

    int number() {
        return number;
    }

    synchronized void write(LocalDate today, byte[] line) throws IOException {
        FileChannel open = file;
        if (open == null || !today.equals(day)) {
            open = turnTo(today);
        }
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    private FileChannel turnTo(LocalDate today) throws IOException {
        if (file != null) {
            file.close();
        }
        Path path = LedgerFiles.file(folder, today, number);
        boolean torn = endsTorn(path);
        FileChannel open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (torn) {
            open.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        file = open;
        day = today;
        return open;
    }

    /** Whether the last line has no end: the next one must not become a part of it. */
    private static boolean endsTorn(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            in.read(last, in.size() - 1);
            return last.get(0) != '\n';
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
        lockFile.close();
    }
}
