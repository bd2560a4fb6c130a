package io.serai.bench;

import java.util.Arrays;

/** Times of a run, kept one by one so that quantiles are exact. Used by one thread. */
final class LoadRecord {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] times = new long[1 << 16];
    private long[] firsts = new long[1 << 16];
    private int calls;
    private long errors;
    private long bodyBytes;
    private String problem = "";

    void answered(long started, long first, long now) {
        if (calls == times.length) {
            times = Arrays.copyOf(times, calls * 2);
            firsts = Arrays.copyOf(firsts, calls * 2);
        }
        times[calls] = now - started;
        firsts[calls++] = first - started;
    }

    void failed(String why) {
        errors++;
        problem = problem.isEmpty() ? why : problem;
    }

    void read(long bytes) {
        bodyBytes += bytes;
    }

    LoadResult result(double seconds) {
        long[] whole = Arrays.copyOf(times, calls);
        long[] first = Arrays.copyOf(firsts, calls);
        Arrays.sort(whole);
        Arrays.sort(first);
        return new LoadResult(
                calls,
                errors,
                seconds,
                bodyBytes,
                quantile(whole, 0.5),
                quantile(whole, 0.99),
                quantile(whole, 1),
                quantile(first, 0.5),
                quantile(first, 0.99),
                problem);
    }

    private static double quantile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / NANOS_PER_MILLI;
    }
}
