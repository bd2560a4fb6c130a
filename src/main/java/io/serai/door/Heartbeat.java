package io.serai.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The sign of life of a node: a small file that changes all the time. Others go by how long they have seen it unchanged on a
 * clock of their own, so that clocks that differ do no harm. Not thread-safe.
 */
final class Heartbeat {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String SYSTEM = system();

    private final Map<Path, Seen> seen = new HashMap<>();
    private long count;

    private record Seen(String content, long since) {}

    /** Gives a sign. It takes the room of the one before, so that a full disk does not stop it. */
    void beat(Path file) throws IOException {
        String sign = "%s %012d%n".formatted(SYSTEM, ++count % 1_000_000_000_000L);
        Files.write(file, sign.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Whether this has been unchanged for so long, as far as this object has seen. */
    boolean stoppedFor(Path file, Duration lease) throws IOException {
        String content = read(file);
        long now = System.nanoTime();
        Seen before = seen.get(file);
        if (before == null || !before.content.equals(content)) {
            seen.put(file, new Seen(content, now));
            return false;
        }
        return now - before.since >= lease.toNanos();
    }

    /** Whether it was given on this running system, whose locks we see; also when there was none yet. */
    static boolean isOfThisSystem(Path file) throws IOException {
        String content = read(file);
        return content.isEmpty() || content.startsWith(SYSTEM + " ");
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Names one start of one kernel; containers on it share it, as they share locks. */
    private static String system() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            // No Linux: the machine's name is the next best.
            String name =
                    System.getenv("COMPUTERNAME") == null ? System.getenv("HOSTNAME") : System.getenv("COMPUTERNAME");
            return name == null || name.isBlank() ? "this-machine" : name.replaceAll("\\s", "-");
        }
    }
}
