package io.serai.door;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock that the system frees however its process ends. Between machines it holds only where their file system shares locks,
 * so {@link Heartbeat} has the last word there.
 */
final class NodeLock implements AutoCloseable {
    /** Of this JVM. Where locks are POSIX ones, opening and closing a locked file again would free its lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private NodeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock of this file, made if missing; empty when somebody holds it. */
    static Optional<NodeLock> take(Path file) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new NodeLock(key, channel));
            }
            free(key, channel);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            free(key, channel);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        free(file, channel);
    }

    private static void free(Path key, @org.jspecify.annotations.Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(key);
        }
    }
}
