package io.serai.guard;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.Serai;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.llm.LlmService;
import io.serai.retry.ApiKey;
import io.serai.retry.Refusals;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import io.serai.testing.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys, breaker, limits and the retry budget, counted at a real upstream. */
class GuardsTest {
    private static final String PATH = "/v1/chat/completions";
    private static final String TWO_KEYS = "serai.upstream.openai.api-keys";

    private final FaultServer upstream = FaultServer.start();
    private int prompts;

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static UpstreamGuard guard(Serai serai) {
        Guards guards = serai.context().getRegistry().lookupByNameAndType(Guards.NAME, Guards.class);
        return guards.all().iterator().next();
    }

    /** Each with a prompt of its own, so that no cache answers. */
    private ServiceException failing(Serai serai) {
        LlmService llm = serai.llm();
        return catchThrowableOfType(ServiceException.class, () -> llm.chatCompletion("hello " + prompts++));
    }

    private String calling(Serai serai) {
        return serai.llm().chatCompletion("hello " + prompts++);
    }

    private List<String> keysSent() {
        return upstream.requests(PATH).stream()
                .map(request -> request.header("authorization").orElse(""))
                .toList();
    }

    @Test
    void a_rate_limited_key_makes_way_for_the_next_without_a_wait() {
        upstream.on(PATH)
                .reply(429, Map.of("retry-after", "3600"), error("requests", "rate_limit_exceeded"))
                .reply(200, chat("hi"));

        try (Serai serai = LiveSerai.start(upstream, TWO_KEYS, "key-two-9999", "serai.retry.min-wait", "60s")) {
            assertThat(calling(serai)).isEqualTo("hi");
            assertThat(calling(serai)).isEqualTo("hi");

            // The first rests, so the second serves both calls.
            assertThat(keysSent())
                    .containsExactly("Bearer " + LiveSerai.CANARY, "Bearer key-two-9999", "Bearer key-two-9999");
            assertThat(guard(serai).keyStates())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith(new ApiKey(LiveSerai.CANARY) + " rests")
                                    .doesNotContain("canary")
                                    .endsWith("status 429"),
                            second -> assertThat(second).isEqualTo(new ApiKey("key-two-9999") + " in use"));
            guard(serai).wakeKeys();
            assertThat(guard(serai).keyStates()).allMatch(state -> state.endsWith("in use"));
        }
    }

    @Test
    void a_refused_key_makes_way_and_all_keys_together_get_no_more_than_the_attempts() {
        upstream.on(PATH).reply(401, error("invalid_request_error", "invalid_api_key"));

        try (Serai serai = LiveSerai.start(upstream, TWO_KEYS, "key-2, key-3, key-4, key-5")) {
            assertThat(failing(serai)).isInstanceOf(io.serai.error.AuthException.class);

            assertThat(upstream.count(PATH)).isEqualTo(3);
            assertThat(keysSent()).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_full_outage_adds_a_tenth_and_the_reserve_to_the_load() {
        upstream.on(PATH).reply(500, error("server_error", "x"));
        int calls = 60;

        try (Serai serai = LiveSerai.start(
                upstream,
                "serai.breaker.enabled",
                "false",
                "serai.retry.min-wait",
                "1ms",
                "serai.retry.max-wait",
                "1ms")) {
            for (int i = 0; i < calls; i++) {
                assertThat(failing(serai)).isInstanceOf(UpstreamException.class);
            }

            assertThat((double) upstream.count(PATH))
                    .isLessThan(1.1 * calls + 10)
                    .isGreaterThan(calls + 5);
        }
    }

    @Test
    void an_upstream_that_fails_is_left_alone_then_probed_and_used_again() {
        upstream.on(PATH).reply(500, error("server_error", "x"));

        try (Serai serai = LiveSerai.start(
                upstream,
                "serai.retry.max-attempts",
                "1",
                "serai.breaker.min-calls",
                "4",
                "serai.breaker.open-time",
                "500ms")) {
            for (int i = 0; i < 4; i++) {
                failing(serai);
            }
            assertThat(guard(serai).breaker()).isEqualTo("open");
            assertThat(guard(serai).failureRate()).isEqualTo(100);

            ServiceException refused = failing(serai);
            assertThat(refused.detail().code()).isEqualTo(Refusals.BREAKER_OPEN);
            assertThat(refused.detail().retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofMillis(500));
            assertThat(upstream.count(PATH)).isEqualTo(4);

            upstream.on(PATH).clear().reply(200, chat("well again"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptionsMatching(UpstreamException.class::isInstance)
                    .until(() -> calling(serai).equals("well again"));
            assertThat(guard(serai).breaker()).isEqualTo("closed");
        }
    }

    @Test
    void slow_answers_open_the_breaker_as_failures_do() {
        upstream.on(PATH).then(Faults.after(Duration.ofMillis(30), Faults.json(200, chat("hi"))));

        try (Serai serai =
                LiveSerai.start(upstream, "serai.breaker.min-calls", "3", "serai.breaker.slow-call", "10ms")) {
            for (int i = 0; i < 3; i++) {
                calling(serai);
            }

            assertThat(guard(serai).slowRate()).isEqualTo(100);
            assertThat(guard(serai).breaker()).isEqualTo("open");
        }
    }

    @Test
    void a_breaker_is_tripped_and_reset_by_hand_and_a_chain_goes_around_it() {
        upstream.on(PATH).reply(200, chat("first"));
        try (FaultServer second = FaultServer.start();
                Serai serai = LiveSerai.start(
                        upstream,
                        "serai.upstream.second.base-url",
                        second.url() + "/v1",
                        "serai.model.smart",
                        "openai/gpt-4o-mini, second/qwen-max")) {
            second.on(PATH).reply(200, chat("second"));

            guard(serai).tripBreaker();
            ChatReply reply = serai.llm().chat(ChatRequest.of(Map.of("prompt", "a", "model", "smart")));
            assertThat(reply.text()).isEqualTo("second");
            assertThat(reply.receipt().upstream()).isEqualTo("second");
            assertThat(reply.receipt().attempts()).isEqualTo(1);
            assertThat(upstream.requests()).isEmpty();

            guard(serai).resetBreaker();
            assertThat(serai.llm()
                            .chat(ChatRequest.of(Map.of("prompt", "b", "model", "smart")))
                            .text())
                    .isEqualTo("first");
        }
    }

    @Test
    void a_call_above_the_limit_a_minute_waits_for_its_turn_without_counting_as_a_failure() {
        upstream.on(PATH).reply(200, chat("hi"));

        // 600 a minute are one in 100 ms once the first 600 are gone, so take one of 60: one a second.
        try (Serai serai = LiveSerai.start(
                upstream, "serai.upstream.openai.requests-per-minute", "60", "serai.retry.max-attempts", "1")) {
            for (int i = 0; i < 61; i++) {
                assertThat(calling(serai)).isEqualTo("hi");
            }

            List<RecordedRequest> requests = upstream.requests(PATH);
            long all = requests.get(60).arrivedNanos() - requests.get(0).arrivedNanos();
            assertThat(Duration.ofNanos(all)).isGreaterThan(Duration.ofMillis(900));
            assertThat(requests).hasSize(61);
        }
    }

    @Test
    void a_turn_that_comes_too_late_is_refused_with_the_time_to_wait() {
        upstream.on(PATH).reply(200, chat("hi"));

        try (Serai serai = LiveSerai.start(
                upstream,
                "serai.upstream.openai.requests-per-minute",
                "1",
                "serai.upstream.openai.rate-wait",
                "100ms")) {
            calling(serai);
            ServiceException refused = failing(serai);

            assertThat(refused).isInstanceOf(ApiRateLimitException.class).hasMessageContaining("requests-per-minute");
            assertThat(refused.detail().code()).isEqualTo(Refusals.RATE_LIMIT);
            assertThat(refused.detail().retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void tokens_are_counted_as_the_upstream_counts_them() {
        String costly = chat("hi").replace("\"total_tokens\":12", "\"total_tokens\":5000");
        upstream.on(PATH).reply(200, costly);

        try (Serai serai = LiveSerai.start(
                upstream,
                "serai.upstream.openai.tokens-per-minute",
                "1000",
                "serai.upstream.openai.rate-wait",
                "100ms")) {
            calling(serai);

            assertThat(failing(serai)).isInstanceOf(ApiRateLimitException.class);
            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void filtered_content_goes_on_only_where_a_chain_is_configured_for_it() {
        upstream.on(PATH).reply(400, error("x", "content_policy_violation"));
        try (FaultServer second = FaultServer.start();
                Serai serai = LiveSerai.start(
                        upstream,
                        "serai.upstream.second.base-url",
                        second.url() + "/v1",
                        "serai.fallback.content-filter.gpt-4o-mini",
                        "second/less-strict")) {
            second.on(PATH).reply(200, chat("from the second"));

            assertThat(calling(serai)).isEqualTo("from the second");
            assertThat(upstream.count(PATH)).isEqualTo(1);

            upstream.on(PATH).clear().reply(400, error("invalid_request_error", "bad"));
            assertThat(failing(serai)).isInstanceOf(io.serai.error.InvalidRequestException.class);
            assertThat(second.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void a_request_too_long_for_one_model_goes_to_the_one_configured_for_it_and_not_in_circles() {
        upstream.on(PATH).reply(400, error("invalid_request_error", "context_length_exceeded"));
        try (Serai serai = LiveSerai.start(upstream, "serai.fallback.bad-request.gpt-4o-mini", "openai/long-model")) {
            assertThat(failing(serai)).isInstanceOf(io.serai.error.InvalidRequestException.class);

            assertThat(upstream.requests(PATH))
                    .extracting(request ->
                            new String(request.body(), java.nio.charset.StandardCharsets.UTF_8).contains("long-model"))
                    .containsExactly(false, true);
        }
    }
}
