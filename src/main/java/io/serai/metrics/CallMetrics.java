package io.serai.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.serai.watch.AttemptRecord;
import io.serai.watch.CallRecord;
import io.serai.watch.Watcher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Counts calls and requests. Every meter always has the same tags: Prometheus drops series that differ. Thread-safe. */
public final class CallMetrics implements Watcher {
    private static final int MAX_MODELS = 50;
    private static final int MAX_KEYS = 50;

    private final MeterRegistry registry;
    private final BoundedNames models;
    private final BoundedNames keys;

    /** Finding a meter by name and tags costs more than counting with it. Both are bounded as the names are. */
    private final Map<CallMeters.Series, CallMeters> calls = new ConcurrentHashMap<>();

    private final Map<Requests, Counter> requests = new ConcurrentHashMap<>();

    private record Requests(String operation, String upstream, String outcome) {}

    /**
     * @param knownModel whether somebody who runs Serai, or its price list, knows this model: only then is it a tag
     */
    public CallMetrics(MeterRegistry registry, Predicate<String> knownModel) {
        this.registry = registry;
        this.models = new BoundedNames(MAX_MODELS, knownModel);
        this.keys = new BoundedNames(MAX_KEYS, name -> true);
    }

    @Override
    public void over(CallRecord call) {
        CallMeters.Series series = new CallMeters.Series(
                call.operation(),
                call.outcome(),
                call.cache(),
                String.valueOf(call.upstream()),
                call.model() == null ? null : models.of(call.model()),
                call.model() == null ? "" : keys.of(call.key()));
        calls.computeIfAbsent(series, added -> new CallMeters(registry, added)).count(call);
    }

    @Override
    public void over(AttemptRecord attempt) {
        Requests series = new Requests(attempt.operation(), attempt.upstream(), attempt.outcome());
        requests.computeIfAbsent(series, this::counter).increment();
        if (attempt.number() > 1) {
            Counter.builder("serai.retries")
                    .description("Requests that repeated a failed one")
                    .tags("operation", attempt.operation(), "upstream", attempt.upstream())
                    .register(registry)
                    .increment();
        }
    }

    private Counter counter(Requests series) {
        return Counter.builder("serai.requests")
                .description("Requests sent to upstreams")
                .tags("operation", series.operation(), "upstream", series.upstream(), "outcome", series.outcome())
                .register(registry);
    }
}
