package io.serai.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.serai.Operation;
import io.serai.watch.CallWatch;
import java.util.Map;
import java.util.function.Supplier;

/** Gauges of how things stand now. */
public final class StateMetrics {
    private StateMetrics() {}

    /** Calls under way, by operation. */
    public static void inflight(MeterRegistry registry, CallWatch watch) {
        for (String operation : Operation.ids()) {
            Gauge.builder(
                            "serai.inflight",
                            watch,
                            w -> w.running().stream()
                                    .filter(running ->
                                            running.call().operation().equals(operation))
                                    .count())
                    .description("Calls under way")
                    .tag("operation", operation)
                    .register(registry);
        }
    }

    /** Breakers, by upstream: 0 closed, 1 half open, 2 open. */
    public static void breakers(MeterRegistry registry, Map<String, Supplier<Number>> states) {
        states.forEach((upstream, state) -> Gauge.builder("serai.breaker.state", state)
                .description("Breaker of an upstream: 0 closed, 1 half open, 2 open")
                .tag("upstream", upstream)
                .register(registry));
    }

    /** Files of the inbox, by state. */
    public static void folder(MeterRegistry registry, Map<String, Supplier<Number>> counts) {
        counts.forEach((state, count) -> Gauge.builder("serai.folder.files", count)
                .description("Files of the folder door")
                .tag("state", state)
                .register(registry));
    }
}
