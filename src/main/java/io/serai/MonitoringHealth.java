package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.StorageSettings;
import io.serai.config.Upstream;
import io.serai.health.Readiness;
import io.serai.health.Readiness.Finding;
import io.serai.watch.UpstreamStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/** Adds the health checks. */
final class MonitoringHealth {
    private MonitoringHealth() {}

    static void start(CamelContext context, Monitoring monitoring) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            return;
        }
        Collection<Upstream> upstreams = monitoring.upstreams().all();
        for (Upstream upstream : upstreams) {
            registry.register(new Readiness("upstream-" + upstream.name(), () -> upstream(upstream, monitoring)));
        }
        Path data = monitoring.settings().get(ProgramSettings.DATA);
        if (monitoring.settings().get(StorageSettings.STORAGE_BACKEND).equals("local")) {
            registry.register(new Readiness("storage", () -> folder("storage", data.resolve("storage"))));
        }
        if (context.getRoute("door-folder") != null) {
            registry.register(new Readiness("folder", () -> folder("folder door", data.resolve("inbox"))));
        }
        MonitoringControl control = new MonitoringControl(context, monitoring);
        registry.register(new Readiness(
                "doors",
                () -> control.draining()
                        ? new Finding("the doors take no new work: Serai is draining", Map.of())
                        : Finding.good(Map.of("in_flight", control.inFlight()))));
    }

    /** One upstream that fails is told and no more: others, and the cache, may serve. Without any that answers we are not ready. */
    private static Finding upstream(Upstream upstream, Monitoring monitoring) {
        UpstreamStats.Figures figures = figures(upstream, monitoring);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("requests", figures.requests());
        details.put("failed_in_a_row", figures.failedInARow());
        details.put("last_outcome", figures.lastOutcome());
        details.put("state", figures.failing() ? "failing" : "well");
        boolean all = monitoring.upstreams().all().stream()
                .allMatch(other -> figures(other, monitoring).failing());
        return all && figures.failing()
                ? new Finding("no upstream answers; " + upstream.name() + ": " + figures.lastOutcome(), details)
                : Finding.good(details);
    }

    private static UpstreamStats.Figures figures(Upstream upstream, Monitoring monitoring) {
        return Objects.requireNonNull(monitoring.stats().upstreams().get(upstream.name()))
                .figures();
    }

    private static Finding folder(String what, Path folder) {
        return Files.isWritable(folder)
                ? Finding.good(Map.of())
                : new Finding("the folder of the " + what + " cannot be written to: " + folder.getFileName(), Map.of());
    }
}
