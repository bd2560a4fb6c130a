package io.serai.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static RetryHint hint(Map<String, String> headers) {
        return RetryHint.of(headers::get, CLOCK);
    }

    @ParameterizedTest
    @CsvSource({"7, 7000", "0.25, 250", "0, 0", "1e2, 100000", "' 3 ', 3000"})
    void retry_after_is_read_as_seconds_with_a_fraction(String value, long millis) {
        assertThat(hint(Map.of("retry-after", value)).after()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void retry_after_is_read_as_an_http_date() {
        RetryHint hint = hint(Map.of("retry-after", "Sun, 22 Nov 2026 12:00:30 GMT"));

        assertThat(hint.after()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_date_in_the_past_means_now() {
        RetryHint hint = hint(Map.of("retry-after", "Sun, 22 Nov 2026 11:00:00 GMT"));

        assertThat(hint.after()).isZero();
    }

    @Test
    void milliseconds_win_over_seconds() {
        RetryHint hint = hint(Map.of("retry-after", "9", "retry-after-ms", "120"));

        assertThat(hint.after()).isEqualTo(Duration.ofMillis(120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "NaN", "Infinity", "1e", "2026-11-22", "99999999999999999999999999"})
    void what_cannot_be_read_counts_as_absent(String value) {
        assertThat(hint(Map.of("retry-after", value)).after()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "9999999999999999999"})
    void a_hint_beyond_reason_is_bounded(String value) {
        assertThat(hint(Map.of("retry-after", value)).after()).isEqualTo(Duration.ofDays(366));
    }

    @Test
    void should_retry_is_true_false_or_absent() {
        assertThat(hint(Map.of("x-should-retry", "true")).shouldRetry()).isTrue();
        assertThat(hint(Map.of("x-should-retry", "False")).shouldRetry()).isFalse();
        assertThat(hint(Map.of("x-should-retry", "maybe")).shouldRetry()).isNull();
    }
}
