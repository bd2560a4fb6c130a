package io.serai.retry;

import io.serai.config.RetrySettings;
import java.time.Duration;

/** A moment on the monotonic clock after which nobody waits any more. Immutable. */
public final class Deadline {
    private static final long TOLERANCE = Duration.ofMillis(10).toNanos();

    private final long nanos;
    private final Duration total;
    private final String setting;

    private Deadline(long nanos, Duration total, String setting) {
        this.nanos = nanos;
        this.total = total;
        this.setting = setting;
    }

    /** That of {@code serai.deadline}. */
    public static Deadline in(Duration total) {
        return in(total, RetrySettings.DEADLINE.key());
    }

    /**
     * @param setting where a user can change it
     */
    static Deadline in(Duration total, String setting) {
        return new Deadline(System.nanoTime() + total.toNanos(), total, setting);
    }

    /** Time left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** Whether no more work fits in: timers count whole milliseconds and may ring a little early. */
    public boolean passed() {
        return nanos - System.nanoTime() <= TOLERANCE;
    }

    /** What is said when it has passed, with the setting to change. */
    public String over() {
        return "the call's " + total.toMillis() + " ms are over (" + setting + ")";
    }
}
