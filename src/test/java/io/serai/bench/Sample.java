package io.serai.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One measured run and what it cost the target.
 *
 * @param cpuSeconds processor time used
 * @param residentMb the most memory seen while it ran
 * @param threads the most threads seen while it ran
 */
record Sample(LoadResult result, double cpuSeconds, double residentMb, int threads) {

    double cpuMicrosPerCall() {
        return cpuSeconds * 1e6 / Math.max(1, result.calls());
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
        double[] sorted = samples.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** As {@link #median}, but nothing when calls failed: what fails is no measure of anything else. */
    static double clean(List<Sample> samples, ToDoubleFunction<Sample> of) {
        boolean failed = samples.stream().anyMatch(sample -> sample.result().errors() > 0);
        return failed ? Double.NaN : median(samples, of);
    }

    /** A run with errors is no measurement; the table says so. */
    static String errors(List<Sample> samples) {
        long errors =
                samples.stream().mapToLong(sample -> sample.result().errors()).sum();
        return errors == 0
                ? ""
                : " (" + errors + " errors: "
                        + samples.stream()
                                .map(sample -> sample.result().problem())
                                .filter(problem -> !problem.isEmpty())
                                .findFirst()
                                .orElse("")
                        + ")";
    }
}
