package io.serai.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.serai.meter.CacheUse;
import io.serai.meter.Cost;
import io.serai.meter.Usage;
import io.serai.watch.AttemptRecord;
import io.serai.watch.CallRecord;
import io.serai.watch.GenAi;
import io.serai.watch.Watcher;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts calls and requests. Every meter always has the same tags: Prometheus drops series that differ. Thread-safe. */
public final class CallMetrics implements Watcher {
    private static final int MAX_MODELS = 50;
    private static final int MAX_KEYS = 50;

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
    private final BoundedNames models;
    private final BoundedNames keys;

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
        Tags operation = Tags.of("operation", call.operation());
        Timer.builder("serai.calls")
                .description("Calls of operations, from the door to the reply")
                .tags(operation.and("outcome", call.outcome()))
                .serviceLevelObjectives(bounds())
                .register(registry)
                .record(Duration.ofMillis(call.millis()));
        if (!CacheUse.SHARED.toString().equals(call.cache())) {
            // Who waits for the same call of somebody else waits for the upstream.
            Timer.builder("serai.overhead")
                    .description("Time a call spent in Serai itself, before its first request and after its last")
                    .tags(operation)
                    .serviceLevelObjectives(OVERHEAD)
                    .register(registry)
                    .record(Duration.ofNanos(call.overheadMicros() * 1_000));
        }
        if (call.cache() != null) {
            Counter.builder("serai.cache")
                    .description("What the cache had to do with calls")
                    .tags(operation.and("result", call.cache()))
                    .register(registry)
                    .increment();
        }
        if (call.model() != null) {
            ofModel(call, operation);
        }
    }

    private void ofModel(CallRecord call, Tags operation) {
        String model = models.of(call.model());
        Tags genAi = Tags.of(
                "gen_ai.operation.name", GenAi.operation(call.operation()),
                "gen_ai.provider.name", String.valueOf(call.upstream()),
                "gen_ai.request.model", model);
        summary("gen_ai.client.operation.duration", "seconds", "Duration of GenAI operations", SECONDS)
                .tags(genAi.and("error.type", call.ok() ? "" : call.outcome()))
                .register(registry)
                .record(call.millis() / 1_000.0);
        Long first = call.firstMillis();
        if (first != null) {
            summary("gen_ai.client.operation.time_to_first_chunk", "seconds", "Time to the first visible part", SECONDS)
                    .tags(genAi)
                    .register(registry)
                    .record(first / 1_000.0);
        }
        Usage usage = call.usage();
        if (usage != null) {
            tokens(genAi, "input", usage.promptTokens());
            tokens(genAi, "output", usage.completionTokens());
        }
        Tags spent = operation.and("model", model, "key", keys.of(call.key()));
        money("serai.cost", "Money spent on requests", spent, call.cost());
        money("serai.cost.saved", "Money that the cache saved", spent, call.saved());
    }

    private void tokens(Tags genAi, String type, long count) {
        summary("gen_ai.client.token.usage", null, "Tokens of GenAI operations", TOKENS)
                .tags(genAi.and("gen_ai.token.type", type))
                .register(registry)
                .record((double) count);
    }

    private void money(String name, String description, Tags tags, @Nullable Cost cost) {
        if (cost == null) {
            return;
        }
        if (cost.usd() == null) {
            Counter.builder("serai.cost.unknown")
                    .description("Calls whose cost, or whose saving, nobody knows")
                    .tags(tags)
                    .register(registry)
                    .increment();
            return;
        }
        Counter.builder(name)
                .description(description)
                .baseUnit("usd")
                .tags(tags.and("basis", cost.basis().id()))
                .register(registry)
                .increment(cost.usd().doubleValue());
    }

    @Override
    public void over(AttemptRecord attempt) {
        Tags tags = Tags.of("operation", attempt.operation(), "upstream", attempt.upstream());
        Counter.builder("serai.requests")
                .description("Requests sent to upstreams")
                .tags(tags.and("outcome", attempt.outcome()))
                .register(registry)
                .increment();
        if (attempt.number() > 1) {
            Counter.builder("serai.retries")
                    .description("Requests that repeated a failed one")
                    .tags(tags)
                    .register(registry)
                    .increment();
        }
    }

    private static DistributionSummary.Builder summary(
            String name, @Nullable String unit, String description, double[] bounds) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit(unit)
                .serviceLevelObjectives(bounds);
    }

    private static Duration[] bounds() {
        Duration[] bounds = new Duration[SECONDS.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Duration.ofMillis(Math.round(SECONDS[i] * 1_000));
        }
        return bounds;
    }
}
