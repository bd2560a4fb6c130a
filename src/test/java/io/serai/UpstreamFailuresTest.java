package io.serai;

import static io.serai.testing.OpenAiReplies.chat;
import static io.serai.testing.OpenAiReplies.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ContentFilteredException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import io.serai.testing.LiveSerai;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers see, and what upstreams see, when an upstream fails. */
class UpstreamFailuresTest {
    private static final String PATH = "/v1/chat/completions";

    private final FaultServer upstream = FaultServer.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(500, error("server_error", "x"), UpstreamException.class, 3),
                Arguments.of(503, "down for maintenance", UpstreamException.class, 3),
                Arguments.of(408, error("timeout", "x"), ApiTimeoutException.class, 3),
                Arguments.of(504, "<html>gateway</html>", ApiTimeoutException.class, 3),
                Arguments.of(409, error("conflict", "x"), UpstreamException.class, 3),
                Arguments.of(429, error("requests", "rate_limit_exceeded"), ApiRateLimitException.class, 3),
                Arguments.of(429, error("insufficient_quota", "insufficient_quota"), QuotaExhaustedException.class, 1),
                Arguments.of(429, error("x", "project_spend_limit_exceeded"), QuotaExhaustedException.class, 1),
                Arguments.of(400, error("invalid_request_error", "bad"), InvalidRequestException.class, 1),
                Arguments.of(400, error("x", "content_policy_violation"), ContentFilteredException.class, 1),
                Arguments.of(401, error("invalid_request_error", "invalid_api_key"), AuthException.class, 1),
                Arguments.of(403, error("x", "unsupported_country"), AuthException.class, 1),
                Arguments.of(404, error("x", "model_not_found"), InvalidRequestException.class, 1),
                Arguments.of(413, "", InvalidRequestException.class, 1),
                Arguments.of(422, error("x", "y"), InvalidRequestException.class, 1),
                Arguments.of(307, "", UpstreamException.class, 1),
                Arguments.of(200, chat("", "content_filter"), ContentFilteredException.class, 1));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_error_answer_becomes_its_exception_after_the_right_number_of_requests(
            int status, String body, Class<? extends ServiceException> type, int requests) {
        upstream.on(PATH).reply(status, body);

        try (Serai serai = LiveSerai.start(upstream)) {
            ServiceException failure =
                    catchThrowableOfType(type, () -> serai.llm().chatCompletion("hello"));

            assertThat(failure).isNotNull();
            assertThat(failure.detail().attempts()).isEqualTo(requests);
            assertThat(failure.detail().upstream()).isEqualTo("openai");
            assertThat(upstream.count(PATH)).isEqualTo(requests);
        }
    }

    static Stream<Arguments> brokenReplies() {
        return Stream.of(
                Arguments.of("reset before the answer", Faults.reset()),
                Arguments.of("closed without an answer", Faults.close()),
                Arguments.of("reset in the body", Faults.resetInBody(chat("hello"), 20)),
                Arguments.of("truncated", Faults.truncated(chat("hello"), 20)),
                Arguments.of("cut in a chunk", Faults.closeInChunk("{\"id\":")),
                Arguments.of("HTML at 200", Faults.html()),
                Arguments.of("empty at 200", Faults.empty()),
                Arguments.of("not UTF-8", Faults.badUtf8()),
                Arguments.of("1,000 levels deep", Faults.deepJson(1000)),
                Arguments.of("a JSON list", Faults.wrongType("application/json", "[1]")),
                Arguments.of("no choices", Faults.wrongType("application/json", "{}")),
                Arguments.of("two values", Faults.wrongType("application/json", chat("a") + chat("b"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenReplies")
    void a_broken_reply_is_never_a_result(String name, Answer answer) {
        upstream.on(PATH).then(answer);

        try (Serai serai = LiveSerai.start(upstream)) {
            UpstreamException failure = catchThrowableOfType(
                    UpstreamException.class, () -> serai.llm().chatCompletion("hello"));

            assertThat(failure).isNotNull();
            assertThat(upstream.count(PATH)).isEqualTo(3);
        }
    }

    @Test
    void a_rate_limit_is_retried_and_the_answer_returned() {
        upstream.on(PATH).reply(429, error("requests", "rate_limit_exceeded")).reply(200, chat("hi"));

        try (Serai serai = LiveSerai.start(upstream)) {
            assertThat(serai.llm().chatCompletion("hello")).isEqualTo("hi");
            assertThat(upstream.count(PATH)).isEqualTo(2);
        }
    }

    @Test
    void a_hint_of_the_upstream_is_waited_for() {
        upstream.on(PATH)
                .reply(429, Map.of("retry-after-ms", "300"), error("requests", "rate_limit_exceeded"))
                .reply(200, chat("hi"));

        try (Serai serai = LiveSerai.start(upstream)) {
            serai.llm().chatCompletion("hello");

            var requests = upstream.requests();
            Duration gap = Duration.ofNanos(
                    requests.get(1).arrivedNanos() - requests.get(0).arrivedNanos());
            assertThat(gap).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void a_hint_beyond_the_cap_fails_at_once_and_is_passed_on() {
        upstream.on(PATH).reply(429, Map.of("retry-after", "3600"), error("requests", "rate_limit_exceeded"));

        try (Serai serai = LiveSerai.start(upstream)) {
            var failure = catchThrowableOfType(
                    ApiRateLimitException.class, () -> serai.llm().chatCompletion("hello"));

            assertThat(failure.detail().retryAfter()).isEqualTo(Duration.ofHours(1));
            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void the_word_not_to_retry_is_obeyed() {
        upstream.on(PATH).reply(500, Map.of("x-should-retry", "false"), error("server_error", "x"));

        try (Serai serai = LiveSerai.start(upstream)) {
            assertThatThrownBy(() -> serai.llm().chatCompletion("hello")).isInstanceOf(UpstreamException.class);

            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                Arguments.of("no answer", Faults.hang()),
                Arguments.of("headers, then nothing", Faults.headersThenHang()),
                Arguments.of("a byte every 20 ms", Faults.drip(chat("hello"), Duration.ofMillis(20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stalls")
    void an_attempt_ends_at_its_timeout_and_the_connection_is_dropped(String name, Answer answer) {
        upstream.on(PATH).then(answer);

        try (Serai serai = LiveSerai.start(upstream, "serai.upstream.openai.timeout", "200ms")) {
            var failure = catchThrowableOfType(
                    ApiTimeoutException.class, () -> serai.llm().chatCompletion("hello"));

            assertThat(failure.phase()).isEqualTo(ApiTimeoutException.Phase.READ);
            assertThat(upstream.count(PATH)).isEqualTo(3);
            assertThat(upstream.awaitDropped(Duration.ofSeconds(5))).isNotNull();
        }
    }

    @Test
    void the_deadline_bounds_the_whole_call() {
        upstream.on(PATH).then(Faults.hang());

        try (Serai serai = LiveSerai.start(upstream, "serai.deadline", "300ms")) {
            var failure = catchThrowableOfType(
                    ApiTimeoutException.class, () -> serai.llm().chatCompletion("hello"));

            assertThat(failure.phase()).isEqualTo(ApiTimeoutException.Phase.TOTAL);
            assertThat(failure).hasMessageContaining("serai.deadline");
            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void a_reply_beyond_the_bound_is_not_read_to_its_end() {
        upstream.on(PATH).then(Faults.hugeJson(50_000_000));

        try (Serai serai = LiveSerai.start(upstream, "serai.upstream.openai.max-reply", "1MB")) {
            var failure = catchThrowableOfType(
                    UpstreamException.class, () -> serai.llm().chatCompletion("hello"));

            assertThat(failure).hasMessageContaining("max-reply");
            assertThat(upstream.count(PATH)).isEqualTo(1);
        }
    }

    @Test
    void the_next_target_of_an_alias_answers_when_the_first_cannot() {
        try (FaultServer second = FaultServer.start();
                Serai serai = LiveSerai.start(
                        upstream,
                        "serai.upstream.second.base-url",
                        second.url() + "/v1",
                        "serai.model.smart",
                        "openai/gpt-4o-mini, second/qwen-max")) {
            upstream.on(PATH).reply(500, error("server_error", "x"));
            second.on(PATH).reply(200, chat("from the second"));

            var reply = serai.llm().chat(io.serai.llm.ChatRequest.of(Map.of("prompt", "hello", "model", "smart")));

            assertThat(reply.text()).isEqualTo("from the second");
            assertThat(reply.receipt().upstream()).isEqualTo("second");
            assertThat(reply.receipt().model()).isEqualTo("qwen-max");
            assertThat(reply.receipt().attempts()).isEqualTo(4);
            assertThat(upstream.count(PATH)).isEqualTo(3);
        }
    }

    @Test
    void the_key_goes_to_the_upstream_and_into_no_message() {
        upstream.on(PATH)
                .reply(
                        401,
                        "{\"error\":{\"message\":\"Incorrect API key provided: " + LiveSerai.CANARY
                                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}");

        try (Serai serai = LiveSerai.start(upstream)) {
            var failure =
                    catchThrowableOfType(AuthException.class, () -> serai.llm().chatCompletion("hello"));

            assertThat(upstream.requests().get(0).header("authorization")).contains("Bearer " + LiveSerai.CANARY);
            assertThat(failure).hasMessageNotContaining("canary");
        }
    }
}
