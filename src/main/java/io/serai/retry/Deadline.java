package io.serai.retry;

import java.time.Duration;

/** A moment on the monotonic clock after which nobody waits any more. Immutable. */
public final class Deadline {
    private static final long TOLERANCE = Duration.ofMillis(10).toNanos();

    private final long nanos;
    private final Duration total;

    private Deadline(long nanos, Duration total) {
        this.nanos = nanos;
        this.total = total;
    }

    public static Deadline in(Duration total) {
        return new Deadline(System.nanoTime() + total.toNanos(), total);
    }

    /** Time left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** Whether no more work fits in: timers count whole milliseconds and may ring a little early. */
    public boolean passed() {
        return nanos - System.nanoTime() <= TOLERANCE;
    }

    /** The whole span this deadline was set to, for messages. */
    public Duration total() {
        return total;
    }
}
