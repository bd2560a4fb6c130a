package io.serai.watch;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What happened in each ten seconds of the last hour. Thread-safe. */
public final class Series implements Watcher {
    public static final int STEP_SECONDS = 10;
    private static final int STEPS = 360;
    private static final int DURATIONS = 256;

    private final Clock clock;
    private final Slot[] slots = new Slot[STEPS];

    /**
     * One step.
     *
     * @param time its start, in seconds since 1970
     * @param errors calls that failed through no fault of their caller
     * @param p95 milliseconds; 0 when there were no calls
     */
    public record Step(long time, long calls, long errors, long p95, double usd) {}

    private static final class Slot {
        private final long step;
        private final Durations durations = new Durations(DURATIONS);
        private long calls;
        private long errors;
        private BigDecimal usd = BigDecimal.ZERO;

        Slot(long step) {
            this.step = step;
        }
    }

    public Series(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void over(CallRecord call) {
        long now = now();
        int index = (int) (now % STEPS);
        Slot slot = slots[index];
        if (slot == null || slot.step != now) {
            slot = new Slot(now);
            slots[index] = slot;
        }
        slot.calls++;
        slot.errors += Outcome.isFault(call.outcome()) ? 1 : 0;
        slot.durations.add(call.millis());
        if (call.cost() != null && call.cost().usd() != null) {
            slot.usd = slot.usd.add(call.cost().usd());
        }
    }

    private long now() {
        return clock.instant().getEpochSecond() / STEP_SECONDS;
    }

    /** All steps of the last hour, the quiet ones as zeros, oldest first. */
    public synchronized List<Step> steps() {
        long now = now();
        List<Step> steps = new ArrayList<>(STEPS);
        for (long step = now - STEPS + 1; step <= now; step++) {
            Slot slot = slots[(int) (step % STEPS)];
            steps.add(
                    slot == null || slot.step != step
                            ? new Step(step * STEP_SECONDS, 0, 0, 0, 0)
                            : new Step(
                                    step * STEP_SECONDS,
                                    slot.calls,
                                    slot.errors,
                                    slot.durations.percentile(0.95),
                                    slot.usd.doubleValue()));
        }
        return steps;
    }
}
