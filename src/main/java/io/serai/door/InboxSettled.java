package io.serai.door;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long files have been seen unchanged. It watches size and time of change, and trusts no clock but its own: a copy may carry
 * the time of its original, and a network drive that of another machine. Not thread-safe.
 */
final class InboxSettled {
    private static final long FORGET_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int EMPTY_WAITS = 10;
    private static final int TIDY_ABOVE = 1_000;

    private final long settleNanos;
    private final Map<Path, Seen> files = new HashMap<>();
    private long tidied = System.nanoTime();

    InboxSettled(Duration settle) {
        this.settleNanos = settle.toNanos();
    }

    private record Seen(long size, long modified, long since, long last) {
        boolean stays(long nowSize, long nowModified, long now) {
            return size == nowSize && modified == nowModified && now - last < FORGET_NANOS;
        }
    }

    /** Whether a file with this size and time has been so for long enough; an empty one waits ten times as long. */
    boolean since(Path file, long size, long modified) {
        long now = System.nanoTime();
        Seen before = files.get(file);
        long since = before != null && before.stays(size, modified, now) ? before.since : now;
        files.put(file, new Seen(size, modified, since, now));
        tidy(now);
        // Who copies slowly makes the file first and fills it later.
        return now - since >= (size == 0 ? EMPTY_WAITS * settleNanos : settleNanos);
    }

    /** Forgets files that are gone; a name that comes back starts anew. */
    private void tidy(long now) {
        if (files.size() > TIDY_ABOVE && now - tidied > FORGET_NANOS) {
            files.values().removeIf(seen -> now - seen.last > FORGET_NANOS);
            tidied = now;
        }
    }
}
