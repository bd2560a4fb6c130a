package io.serai;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.trace.Traces;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OpenTelemetry SDK of the program, for those who have no agent. Loaded only when it is asked for. */
final class ProgramTraces implements AutoCloseable {
    private final OpenTelemetrySdk sdk;

    private ProgramTraces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /** Null when the settings do not ask for it, or an agent has set another. */
    static @Nullable ProgramTraces start(Settings settings) {
        if (!settings.get(ProgramSettings.TRACE_SDK) || Traces.isPresent()) {
            return null;
        }
        // What the OTEL_ variables do not say. Our metrics and logs go other ways.
        Map<String, String> defaults = new HashMap<>(Map.of(
                "otel.service.name", "serai",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"));
        return new ProgramTraces(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> defaults)
                .disableShutdownHook()
                .setResultAsGlobal()
                .build()
                .getOpenTelemetrySdk());
    }

    /** Sends what is left. */
    @Override
    public void close() {
        sdk.close();
    }
}
