package io.serai;

import io.micrometer.core.instrument.MeterRegistry;
import io.serai.config.ProgramSettings;
import io.serai.config.ServiceSettings;
import io.serai.config.Settings;
import io.serai.config.Target;
import io.serai.config.Upstreams;
import io.serai.console.FolderView;
import io.serai.metrics.CallMetrics;
import io.serai.metrics.StateMetrics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** Starts the meters, in the registry that the context already has: the program's, or an embedder's own. */
final class MonitoringMeters {
    private MonitoringMeters() {}

    /** Answers what ends the gauges when they have nothing to show any more; null where there is no registry. */
    static @Nullable Runnable start(CamelContext context, Monitoring monitoring) {
        MeterRegistry registry = context.getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
        if (registry == null) {
            registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        }
        if (registry == null) {
            return null;
        }
        monitoring.watch().add(new CallMetrics(registry, knownModels(monitoring)));
        StateMetrics state = new StateMetrics(registry);
        state.inflight(monitoring.watch());
        Map<String, Supplier<Number>> breakers = new LinkedHashMap<>();
        monitoring
                .upstreams()
                .all()
                .forEach(upstream -> breakers.put(
                        upstream.name(),
                        () -> state(monitoring.control(upstream.name()).breaker())));
        state.breakers(breakers);
        FolderView folder = new FolderView(monitoring.settings().get(ProgramSettings.DATA));
        if (context.getRoute("door-folder") != null) {
            state.folder(Map.of("waiting", folder::waiting, "working", folder::working, "failed", folder::failed));
        }
        return state::close;
    }

    private static int state(String breaker) {
        return switch (breaker) {
            case "open", "forced_open" -> 2;
            case "half_open" -> 1;
            default -> 0;
        };
    }

    /** Models that the settings name or the price list knows: what callers make up is none of them. */
    private static Predicate<String> knownModels(Monitoring monitoring) {
        Settings settings = monitoring.settings();
        Upstreams upstreams = monitoring.upstreams();
        Set<String> named = new HashSet<>();
        Stream.concat(
                        upstreams.aliases().stream(),
                        Stream.of(
                                settings.get(ServiceSettings.LLM_MODEL),
                                settings.get(ServiceSettings.IMAGE_MODEL),
                                settings.get(ServiceSettings.TTS_MODEL)))
                .flatMap(model -> upstreams.chain(model).stream())
                .forEach(target -> named.add(target.model()));
        return model -> named.contains(model)
                || upstreams.all().stream()
                        .anyMatch(upstream -> monitoring.prices().lists(new Target(upstream, model)));
    }
}
