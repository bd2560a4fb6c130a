package io.serai.watch;

import java.util.Arrays;

/** The newest durations of a kind of call, for percentiles. Thread-safe. */
public final class Durations {
    private final long[] newest;
    private long count;

    public Durations(int size) {
        this.newest = new long[size];
    }

    public synchronized void add(long millis) {
        newest[(int) (count++ % newest.length)] = millis;
    }

    /**
     * The duration that this share of the newest calls did not exceed; 0 when there are none.
     *
     * @param share from 0 to 1, such as 0.95
     */
    public long percentile(double share) {
        long[] sorted;
        synchronized (this) {
            sorted = Arrays.copyOf(newest, (int) Math.min(count, newest.length));
        }
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}
