package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.testing.Prometheus;
import io.serai.testing.SeraiProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's queries in a real Prometheus that reads the running program. {@link MonitoringTest} checks them without one. */
class DashboardTest {
    @TempDir
    Path folder;

    @TempDir
    Path store;

    private static void work(SeraiProcess serai) {
        serai.post("/llm/chat", "{\"prompt\": \"camels\", \"temperature\": 0}");
        serai.post("/llm/chat", "{\"prompt\": \"x\", \"model\": \"sandbox-500\"}");
        serai.post("/llm/chat", "{\"prompt\": \"x " + System.nanoTime() + "\", \"model\": \"nobody-knows-its-price\"}");
        serai.post(
                "/v1/chat/completions",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x " + System.nanoTime()
                        + "\"}], \"model\": \"gpt-4o-mini\", \"stream\": true}");
    }

    @Test
    void every_query_of_the_dashboard_answers_figures() throws IOException {
        assumeTrue(Prometheus.installed().isPresent(), "no Prometheus is installed: apt-get install prometheus");
        try (SeraiProcess serai = SeraiProcess.start(
                        folder, Map.of("SERAI_RETRY_MIN_WAIT", "5ms", "SERAI_RETRY_MAX_WAIT", "5ms"));
                Prometheus prometheus = Prometheus.start(
                        Prometheus.installed().orElseThrow(),
                        store,
                        URI.create(serai.managementUrl("/observe/metrics")))) {
            work(serai);
            // The first hit: from here on every counter is there to grow.
            serai.post("/llm/chat", "{\"prompt\": \"camels\", \"temperature\": 0}");
            await(prometheus, "serai_calls_seconds_count", 5);
            work(serai);
            await(prometheus, "serai_calls_seconds_count", 9);

            List<String> silent = new ArrayList<>();
            int queries = 0;
            for (JsonNode panel : Json.read(Files.readAllBytes(Path.of("src/main/docs/grafana-dashboard.json")))
                    .path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String expression = target.path("expr").asText();
                    JsonNode answer = prometheus.query(expression);
                    boolean figures = false;
                    for (JsonNode series : answer) {
                        String value = series.path("value").path(1).asText();
                        figures |= !value.isEmpty() && !value.equals("NaN");
                    }
                    if (!figures) {
                        silent.add(panel.path("title").asText() + ": " + expression + " answers " + answer);
                    }
                    queries++;
                }
            }
            assertThat(silent).isEmpty();
            assertThat(queries).isGreaterThan(15);
            assertThat(prometheus.value("increase(serai_cost_usd_total{model=\"gpt-4o-mini\"}[1h])"))
                    .isPositive();
            assertThat(prometheus.value("increase(serai_cost_unknown_total[1h])"))
                    .isPositive();
        }
    }

    private static void await(Prometheus prometheus, String counter, int value) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> prometheus.value(counter) >= value);
    }
}
