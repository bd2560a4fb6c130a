package io.serai.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(10), 0.2);

    @Test
    void waits_are_2_2_4_8_10_seconds_before_jitter() {
        var waits = IntStream.rangeClosed(1, 6)
                .mapToObj(attempts -> DEFAULT.after(attempts, 0).toSeconds());

        assertThat(waits).containsExactly(2L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void jitter_only_adds_and_at_most_its_share() {
        assertThat(DEFAULT.after(1, 0.999999)).isBetween(Duration.ofMillis(2390), Duration.ofMillis(2400));
    }

    @Test
    void many_attempts_do_not_overflow() {
        assertThat(DEFAULT.after(1_000_000, 0)).isEqualTo(Duration.ofSeconds(10));
    }
}
