package io.serai.retry;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ApiRateLimitException;
import io.serai.error.AuthException;
import io.serai.error.ContentFilteredException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryDecisionTest {
    private static final RetryDecision.Limits LIMITS =
            new RetryDecision.Limits(3, new Backoff(ofSeconds(2), ofSeconds(10), 0), ofSeconds(60));
    private static final ErrorDetail DETAIL = ErrorDetail.of("llm-chat");

    private static RetryDecision after(ServiceException failure, int failures, Duration remaining, boolean another) {
        return RetryDecision.after(
                failure, new RetryDecision.Situation(failures, remaining, another, false, () -> true), LIMITS, 0);
    }

    @Test
    void another_key_is_tried_at_once_and_counts_as_an_attempt() {
        var key = new RetryDecision.Situation(1, ofSeconds(99), false, true, () -> true);
        var last = new RetryDecision.Situation(3, ofSeconds(99), false, true, () -> true);

        assertThat(RetryDecision.after(limited(ofSeconds(3600)), key, LIMITS, 0).delay())
                .isZero();
        assertThat(RetryDecision.after(new AuthException("key", DETAIL), key, LIMITS, 0)
                        .delay())
                .isZero();
        assertThat(RetryDecision.after(limited(null), last, LIMITS, 0)).isEqualTo(RetryDecision.FAIL);
    }

    @Test
    void without_budget_there_is_no_retry_but_another_target_is_asked() {
        var alone = new RetryDecision.Situation(1, ofSeconds(99), false, false, () -> false);
        var another = new RetryDecision.Situation(1, ofSeconds(99), true, false, () -> false);

        assertThat(RetryDecision.after(limited(null), alone, LIMITS, 0)).isEqualTo(RetryDecision.FAIL);
        assertThat(RetryDecision.after(limited(null), another, LIMITS, 0))
                .isEqualTo(new RetryDecision(Duration.ZERO, true));
    }

    @Test
    void what_this_process_refuses_is_not_repeated_here() {
        var open = new UpstreamException("open", DETAIL.because(Refusals.BREAKER_OPEN, null));

        assertThat(after(open, 1, ofSeconds(99), false)).isEqualTo(RetryDecision.FAIL);
        assertThat(after(open, 1, ofSeconds(99), true)).isEqualTo(new RetryDecision(Duration.ZERO, true));
    }

    private static ServiceException limited(@Nullable Duration hint) {
        return new ApiRateLimitException("slow down", DETAIL.answered(429, null, hint));
    }

    @Test
    void a_third_failure_is_the_last() {
        assertThat(after(limited(null), 2, ofSeconds(99), false).delay()).isEqualTo(ofSeconds(2));
        assertThat(after(limited(null), 3, ofSeconds(99), false).delay()).isNull();
    }

    @Test
    void a_hint_makes_the_wait_longer_and_never_shorter() {
        assertThat(after(limited(ofSeconds(7)), 1, ofSeconds(99), false).delay())
                .isEqualTo(ofSeconds(7));
        assertThat(after(limited(ofMillis(10)), 1, ofSeconds(99), false).delay())
                .isEqualTo(ofSeconds(2));
    }

    @Test
    void a_hint_beyond_the_cap_or_the_deadline_fails_at_once() {
        assertThat(after(limited(ofSeconds(61)), 1, ofSeconds(99), false).delay())
                .isNull();
        assertThat(after(limited(ofSeconds(30)), 1, ofSeconds(20), false).delay())
                .isNull();
    }

    @Test
    void x_should_retry_overrides_the_type() {
        ServiceException never =
                new UpstreamException("down", DETAIL.answered(500, null, null).hinted(false));
        ServiceException again = new InvalidRequestException(
                "odd", DETAIL.answered(400, null, null).hinted(true));

        assertThat(after(never, 1, ofSeconds(99), false).delay()).isNull();
        assertThat(after(again, 1, ofSeconds(99), false).delay()).isEqualTo(ofSeconds(2));
    }

    @Test
    void what_another_upstream_can_cure_moves_on_without_waiting() {
        for (ServiceException failure : new ServiceException[] {
            new QuotaExhaustedException("empty", DETAIL),
            new AuthException("key", DETAIL),
            new InvalidRequestException("model", DETAIL.because("model_not_found", "model"))
        }) {
            RetryDecision decision = after(failure, 1, ofSeconds(99), true);

            assertThat(decision).isEqualTo(new RetryDecision(Duration.ZERO, true));
        }
    }

    @Test
    void a_bad_request_or_filtered_content_does_not_move_on() {
        assertThat(after(new InvalidRequestException("bad", DETAIL), 1, ofSeconds(99), true))
                .isEqualTo(RetryDecision.FAIL);
        assertThat(after(new ContentFilteredException("no", DETAIL), 1, ofSeconds(99), true))
                .isEqualTo(RetryDecision.FAIL);
    }

    @Test
    void nothing_is_tried_after_the_deadline() {
        assertThat(after(limited(null), 1, Duration.ZERO, true)).isEqualTo(RetryDecision.FAIL);
    }
}
