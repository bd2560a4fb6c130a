package io.serai.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.serai.Serai;
import io.serai.llm.Message;
import io.serai.meter.Cost;
import io.serai.meter.Usage;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.watch.CallRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
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
    void a_route_that_is_added_later_makes_nothing_count_twice() throws Exception {
        SimpleMeterRegistry own = new SimpleMeterRegistry();
        try (DefaultCamelContext host = new DefaultCamelContext()) {
            host.getRegistry().bind("metricsRegistry", own);
            host.getPropertiesComponent().addInitialProperty("serai.mode", "sandbox");
            host.start();
            for (int i = 0; i < 3; i++) {
                String id = "later-" + i;
                host.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:" + id).to("direct:llm-chat");
                    }
                });
            }
            Serai.of(host).llm().chatCompletion("hello");
        }

        assertThat(own.get("serai.calls").timer().count()).isEqualTo(1);
        assertThat(own.get("serai.requests").counter().count()).isEqualTo(1);
    }

    @Test
    void overhead_is_our_own_time_and_not_the_wait_for_an_upstream() throws Exception {
        SimpleMeterRegistry own = new SimpleMeterRegistry();
        try (FaultServer upstream = FaultServer.start();
                DefaultCamelContext host = new DefaultCamelContext()) {
            upstream.on("/v1/chat/completions")
                    .then(Faults.after(Duration.ofMillis(800), Faults.json(500, "{}")))
                    .then(Faults.after(
                            Duration.ofMillis(800), Faults.json(200, io.serai.testing.OpenAiReplies.chat("hi"))));
            host.getRegistry().bind("metricsRegistry", own);
            Map.of(
                            "serai.upstream.openai.base-url",
                            upstream.url() + "/v1",
                            "serai.upstream.openai.api-key",
                            LiveSerai.CANARY,
                            "serai.retry.min-wait",
                            "300ms",
                            "serai.retry.max-wait",
                            "300ms")
                    .forEach(host.getPropertiesComponent()::addInitialProperty);
            host.start();
            // The second waits for the first, and takes its reply.
            CompletableFuture.allOf(
                            Serai.of(host).llm().chatCompletionAsync(List.of(Message.user("hello"))),
                            Serai.of(host).llm().chatCompletionAsync(List.of(Message.user("hello"))))
                    .join();
        }

        assertThat(own.get("serai.cache").tag("result", "shared").counter().count())
                .isEqualTo(1);
        assertThat(own.get("serai.calls").timer().totalTime(TimeUnit.MILLISECONDS))
                .isGreaterThan(3_000);
        assertThat(own.get("serai.overhead").timer().count()).isEqualTo(1);
        assertThat(own.get("serai.overhead").timer().totalTime(TimeUnit.MILLISECONDS))
                .isLessThan(700);
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
