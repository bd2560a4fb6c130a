package io.serai.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ErrorDetail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds of waits and hints whatever the figures. */
class RetryPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration YEAR = Duration.ofDays(366);

    @Property
    void a_wait_lies_between_its_bounds_and_never_shrinks(
            @ForAll @LongRange(min = 0, max = 100_000) long min,
            @ForAll @LongRange(min = 0, max = 100_000) long more,
            @ForAll @IntRange(min = 1) int attempts,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
        Backoff backoff = new Backoff(Duration.ofMillis(min), Duration.ofMillis(min + more), jitter);

        Duration wait = backoff.after(attempts, random);

        assertThat(wait.toMillis()).isBetween(min, (long) Math.ceil((min + more) * (1 + jitter)));
        assertThat(wait).isGreaterThanOrEqualTo(backoff.after(attempts, 0));
        if (attempts < Integer.MAX_VALUE) {
            assertThat(backoff.after(attempts + 1, 0)).isGreaterThanOrEqualTo(backoff.after(attempts, 0));
        }
    }

    @Property
    void whatever_a_header_says_a_hint_is_bounded_or_absent(
            @ForAll String ms, @ForAll String after, @ForAll String flag) {
        RetryHint hint =
                RetryHint.of(Map.of("retry-after-ms", ms, "retry-after", after, "x-should-retry", flag)::get, CLOCK);

        if (hint.after() != null) {
            assertThat(hint.after()).isBetween(Duration.ZERO, YEAR);
        }
    }

    @Property
    void seconds_and_dates_are_read_as_they_were_written(@ForAll @IntRange(min = 0, max = 30_000_000) int seconds) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));

        assertThat(RetryHint.of(Map.of("retry-after", String.valueOf(seconds))::get, CLOCK)
                        .after())
                .isEqualTo(Duration.ofSeconds(seconds));
        assertThat(RetryHint.of(Map.of("retry-after", date)::get, CLOCK).after())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Property
    void a_retry_waits_at_least_the_hint_and_ends_within_the_deadline(
            @ForAll @IntRange(min = 1, max = 12) int failures,
            @ForAll @LongRange(min = 0, max = 200_000) long hint,
            @ForAll @LongRange(min = 0, max = 400_000) long remaining,
            @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
        Duration maxHint = Duration.ofSeconds(60);
        var limits =
                new RetryDecision.Limits(5, new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(10), 0.2), maxHint);
        var failure = new ApiRateLimitException(
                "slow down", ErrorDetail.of("llm-chat").answered(429, null, Duration.ofMillis(hint)));
        var now = new RetryDecision.Situation(failures, Duration.ofMillis(remaining), false, false, () -> true);

        Duration delay = RetryDecision.after(failure, now, limits, random).delay();

        boolean possible = failures < 5 && hint <= 60_000;
        if (delay == null) {
            assertThat(possible && remaining > Math.max(hint, 12_000)).isFalse();
        } else {
            assertThat(possible).isTrue();
            assertThat(delay)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(hint))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2))
                    .isLessThan(Duration.ofMillis(remaining));
        }
    }

    @Property
    void a_budget_never_allows_more_than_a_tenth_and_its_reserve(
            @ForAll @IntRange(min = 0, max = 50) int reserve, @ForAll @IntRange(min = 1, max = 500) int calls) {
        RetryBudget budget = new RetryBudget(reserve);
        int requests = 0;
        for (int i = 0; i < calls; i++) {
            budget.called();
            requests++;
            for (int retry = 0; retry < 2 && budget.tryRetry(); retry++) {
                requests++;
            }
        }

        assertThat((double) requests).isLessThanOrEqualTo(1.1 * calls + reserve);
    }
}
