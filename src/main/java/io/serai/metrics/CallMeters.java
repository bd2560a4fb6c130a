package io.serai.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.serai.meter.CacheUse;
import io.serai.meter.Cost;
import io.serai.meter.Usage;
import io.serai.watch.CallRecord;
import io.serai.watch.GenAi;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of calls that share their tags, each registered when it first has something to count. Thread-safe. */
final class CallMeters {
    /** Bucket bounds of the conventions, in seconds and in tokens. */
    private static final double[] SECONDS = {
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };

    private static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
    };
    private static final Duration[] OVERHEAD = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250)
    };

    private final MeterRegistry registry;
    private final Series series;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> summaries = new ConcurrentHashMap<>();
    private final Timer calls;
    private final Timer overhead;

    /**
     * What becomes tags.
     *
     * @param model null for calls that go to a backend; they have no meters of models and money
     */
    record Series(
            String operation,
            String outcome,
            @Nullable String cache,
            String upstream,
            @Nullable String model,
            String key) {}

    CallMeters(MeterRegistry registry, Series series) {
        this.registry = registry;
        this.series = series;
        Tags operation = Tags.of("operation", series.operation());
        this.calls = Timer.builder("serai.calls")
                .description("Calls of operations, from the door to the reply")
                .tags(operation.and("outcome", series.outcome()))
                .serviceLevelObjectives(bounds())
                .register(registry);
        this.overhead = Timer.builder("serai.overhead")
                .description("Time a call spent in Serai itself, before its first request and after its last")
                .tags(operation)
                .serviceLevelObjectives(OVERHEAD)
                .register(registry);
    }

    void count(CallRecord call) {
        calls.record(call.millis(), TimeUnit.MILLISECONDS);
        String cache = series.cache();
        // Who waits for the same call of somebody else waits for the upstream.
        if (!CacheUse.SHARED.toString().equals(cache)) {
            overhead.record(call.overheadMicros(), TimeUnit.MICROSECONDS);
        }
        if (cache != null) {
            counter(
                            "serai.cache",
                            "",
                            "What the cache had to do with calls",
                            () -> Tags.of("operation", series.operation(), "result", cache))
                    .increment();
        }
        String model = series.model();
        if (model != null) {
            ofModel(call, model);
        }
    }

    private void ofModel(CallRecord call, String model) {
        summary(
                        "gen_ai.client.operation.duration",
                        "seconds",
                        "Duration of GenAI operations",
                        SECONDS,
                        () -> genAi(model).and("error.type", call.ok() ? "" : call.outcome()))
                .record(call.millis() / 1_000.0);
        Long first = call.firstMillis();
        if (first != null) {
            summary(
                            "gen_ai.client.operation.time_to_first_chunk",
                            "seconds",
                            "Time to the first visible part",
                            SECONDS,
                            () -> genAi(model))
                    .record(first / 1_000.0);
        }
        Usage usage = call.usage();
        if (usage != null) {
            tokens(model, "input", usage.promptTokens());
            tokens(model, "output", usage.completionTokens());
        }
        money(model, "serai.cost", "Money spent on requests", call.cost());
        money(model, "serai.cost.saved", "Money that the cache saved", call.saved());
    }

    private Tags genAi(String model) {
        return Tags.of(
                "gen_ai.operation.name", GenAi.operation(series.operation()),
                "gen_ai.provider.name", series.upstream(),
                "gen_ai.request.model", model);
    }

    private void tokens(String model, String type, long count) {
        DistributionSummary known = summaries.get(type);
        if (known == null) {
            known = summaries.computeIfAbsent(
                    type,
                    added -> registered(
                            "gen_ai.client.token.usage",
                            null,
                            "Tokens of GenAI operations",
                            TOKENS,
                            genAi(model).and("gen_ai.token.type", type)));
        }
        known.record((double) count);
    }

    private void money(String model, String name, String description, @Nullable Cost cost) {
        if (cost == null) {
            return;
        }
        String basis = cost.basis().id();
        if (cost.usd() == null) {
            counter("serai.cost.unknown", "", "Calls whose cost, or whose saving, nobody knows", () -> spent(model))
                    .increment();
        } else {
            counter(name, basis, description, () -> spent(model).and("basis", basis))
                    .increment(cost.usd().doubleValue());
        }
    }

    private Tags spent(String model) {
        return Tags.of("operation", series.operation(), "model", model, "key", series.key());
    }

    private Counter counter(String name, String variant, String description, Supplier<Tags> tags) {
        return counters.computeIfAbsent(
                name + variant,
                added -> Counter.builder(name)
                        .description(description)
                        .baseUnit(variant.isEmpty() ? null : "usd")
                        .tags(tags.get())
                        .register(registry));
    }

    private DistributionSummary summary(
            String name, String unit, String description, double[] bounds, Supplier<Tags> tags) {
        return summaries.computeIfAbsent(name, added -> registered(name, unit, description, bounds, tags.get()));
    }

    private DistributionSummary registered(
            String name, @Nullable String unit, String description, double[] bounds, Tags tags) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit(unit)
                .serviceLevelObjectives(bounds)
                .tags(tags)
                .register(registry);
    }

    private static Duration[] bounds() {
        Duration[] bounds = new Duration[SECONDS.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Duration.ofMillis(Math.round(SECONDS[i] * 1_000));
        }
        return bounds;
    }
}
