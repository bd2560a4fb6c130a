package io.serai.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.serai.Serai;
import io.serai.meter.Cost;
import io.serai.meter.Usage;
import io.serai.testing.FaultServer;
import io.serai.testing.LiveSerai;
import io.serai.watch.CallRecord;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CallMetrics metrics = new CallMetrics(registry, "gpt-4o-mini"::equals);

    private static CallRecord call(String model, String outcome) {
        return new CallRecord(
                Instant.EPOCH,
                "id",
                "llm-chat",
                "openai",
                model,
                "anna",
                outcome,
                1,
                1_500,
                900,
                200L,
                new Usage(10, 20, 30, 0, 0),
                Cost.exact(new BigDecimal("0.25")),
                Cost.exact(BigDecimal.ONE),
                "hit",
                false,
                null);
    }

    private long series() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).count();
    }

    @Test
    void the_names_tags_and_buckets_are_those_of_the_conventions() {
        metrics.over(call("gpt-4o-mini", "ok"));
        metrics.over(call("gpt-4o-mini", "timeout"));

        String tags =
                "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"openai\",gen_ai_request_model=\"gpt-4o-mini\"";
        assertThat(registry.scrape())
                .contains("gen_ai_client_operation_duration_seconds_bucket{error_type=\"timeout\"," + tags
                        + ",le=\"1.28\"} 0")
                .contains("gen_ai_client_operation_duration_seconds_bucket{error_type=\"\"," + tags + ",le=\"2.56\"} 1")
                .contains("gen_ai_client_token_usage_sum{" + tags + ",gen_ai_token_type=\"output\"} 40.0")
                .contains("gen_ai_client_operation_time_to_first_chunk_seconds_count{" + tags + "} 2")
                .contains(
                        "serai_cost_usd_total{basis=\"exact\",key=\"anna\",model=\"gpt-4o-mini\",operation=\"llm-chat\"} 0.5")
                .contains(
                        "serai_cost_saved_usd_total{basis=\"exact\",key=\"anna\",model=\"gpt-4o-mini\",operation=\"llm-chat\"} 2.0")
                .contains("serai_cache_total{operation=\"llm-chat\",result=\"hit\"} 2.0")
                .contains("serai_calls_seconds_count{operation=\"llm-chat\",outcome=\"timeout\"} 1");
    }

    @Test
    void ten_thousand_model_names_add_no_series_beyond_those_of_one() {
        metrics.over(call("gpt-4o-mini", "ok"));
        metrics.over(call("made-up", "ok"));
        long before = series();

        for (int i = 0; i < 10_000; i++) {
            metrics.over(call("made-up-" + i, "ok"));
        }

        assertThat(series() - before).isLessThanOrEqualTo(50).isZero();
        assertThat(registry.scrape()).contains("gen_ai_request_model=\"other\"").doesNotContain("made-up");
    }

    @Test
    void a_context_without_a_registry_has_no_meters_and_nothing_fails() {
        try (FaultServer upstream = FaultServer.start();
                Serai serai = LiveSerai.start(upstream)) {
            upstream.on("/v1/chat/completions").reply(200, io.serai.testing.OpenAiReplies.chat("hi"));
            serai.llm().chatCompletion("hello");

            assertThat(serai.context().getRegistry().findByType(io.micrometer.core.instrument.MeterRegistry.class))
                    .isEmpty();
        }
    }
}
