package io.serai;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the program tells Camel Main, and why. */
final class ProgramProperties {
    private ProgramProperties() {}

    static Map<String, String> of(int managementPort) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("camel.main.name", "serai");
        p.put("camel.main.shutdownTimeout", "30");
        p.put("camel.main.autoConfigurationEnabled", "true");
        // A large reply or upload goes through a file, not the heap.
        p.put("camel.main.streamCachingSpoolEnabled", "true");
        p.put("camel.component.direct.block", "false");

        // The REST door brings its own engine (io.serai.http).
        p.put("camel.server.enabled", "false");

        p.put("camel.management.enabled", "true");
        p.put("camel.management.host", "127.0.0.1");
        p.put("camel.management.port", String.valueOf(managementPort));
        // CVE-2026-40022: should Camel's own authentication ever be switched on, it must cover every path.
        p.put("camel.management.authenticationPath", "/*");
        p.put("camel.management.healthCheckEnabled", "true");
        p.put("camel.management.healthPath", "/observe/health");
        // What is degraded is still up, and only said in full.
        p.put("camel.health.exposureLevel", "full");
        p.put("camel.management.metricsEnabled", "true");
        p.put("camel.metrics.path", "/observe/metrics");
        p.put("camel.metrics.enabled", "true");
        p.put("camel.metrics.enableMessageHistory", "false");
        // It tags by endpoint and mixes tag sets, which Prometheus drops.
        p.put("camel.metrics.enableExchangeEventNotifier", "false");
        p.put("camel.metrics.clearOnReload", "false");
        p.put("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor");
        return p;
    }
}
