package io.serai;

import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the program tells Camel Main, and why. */
final class ProgramProperties {
    private ProgramProperties() {}

    static Map<String, String> of(Settings settings, int port, int managementPort) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("camel.main.name", "serai");
        p.put("camel.main.shutdownTimeout", "30");
        p.put("camel.main.autoConfigurationEnabled", "true");
        // A large reply or upload goes through a file, not the heap.
        p.put("camel.main.streamCachingSpoolEnabled", "true");
        p.put("camel.component.direct.block", "false");

        p.put("camel.server.enabled", "true");
        p.put("camel.server.host", settings.get(ProgramSettings.HOST));
        p.put("camel.server.port", String.valueOf(port));
        p.put("camel.server.maxBodySize", String.valueOf(settings.get(ProgramSettings.MAX_UPLOAD)));
        // CVE-2026-40022: should Camel's own authentication ever be switched on, it must cover every path.
        p.put("camel.server.authenticationPath", "/*");
        // Without this bean the routes would bind to the router of port 8080 or of the management server.
        p.put(
                "camel.beans.seraiServer",
                "#class:org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration");
        p.put("camel.beans.seraiServer.bindPort", String.valueOf(port));
        // The server blocks a worker for each call under way; its default of 20 would be a hidden queue.
        p.put("camel.beans.vertxOptions", "#class:io.vertx.core.VertxOptions");
        p.put("camel.beans.vertxOptions.workerPoolSize", "512");

        p.put("camel.management.enabled", "true");
        p.put("camel.management.host", "127.0.0.1");
        p.put("camel.management.port", String.valueOf(managementPort));
        p.put("camel.management.authenticationPath", "/*");
        p.put("camel.management.healthCheckEnabled", "true");
        p.put("camel.management.healthPath", "/observe/health");
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
