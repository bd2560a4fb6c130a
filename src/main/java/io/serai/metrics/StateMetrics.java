package io.serai.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.serai.Operation;
import io.serai.watch.CallWatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Gauges of how things stand now. In an application's own registry they end with what they show; another context's that are
 * there already stay as they are.
 */
public final class StateMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> added = new CopyOnWriteArrayList<>();

    public StateMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Calls under way, by operation. */
    public void inflight(CallWatch watch) {
        for (String operation : Operation.ids()) {
            Supplier<Number> running = () -> watch.running().stream()
                    .filter(call -> call.call().operation().equals(operation))
                    .count();
            add("serai.inflight", "operation", operation, running, "Calls under way");
        }
    }

    /** Breakers, by upstream: 0 closed, 1 half open, 2 open. */
    public void breakers(Map<String, Supplier<Number>> states) {
        states.forEach((upstream, state) -> add(
                "serai.breaker.state",
                "upstream",
                upstream,
                state,
                "Breaker of an upstream: 0 closed, 1 half open, 2 open"));
    }

    /** Files of the inbox, by state. */
    public void folder(Map<String, Supplier<Number>> counts) {
        counts.forEach((state, count) -> add("serai.folder.files", "state", state, count, "Files of the folder door"));
    }

    private void add(String name, String key, String value, Supplier<Number> state, String description) {
        if (registry.find(name).tag(key, value).gauge() == null) {
            added.add(Gauge.builder(name, state)
                    .description(description)
                    .tag(key, value)
                    .register(registry));
        }
    }

    @Override
    public void close() {
        added.forEach(registry::remove);
        added.clear();
    }
}
