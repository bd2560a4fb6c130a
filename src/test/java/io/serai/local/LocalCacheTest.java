package io.serai.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.cache.CacheFixture;
import io.serai.error.InvalidRequestException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounds and clock of the in-process store. */
class LocalCacheTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicLong clock = new AtomicLong();

    @Test
    void it_holds_no_more_bytes_than_allowed() {
        LocalCache cache = new LocalCache(1 << 20, clock::get);

        IntStream.range(0, 100).forEach(i -> cache.set("key" + i, new byte[100_000], HOUR));

        long kept = IntStream.range(0, 100)
                .filter(i -> cache.get("key" + i) != null)
                .count();
        assertThat(kept).isBetween(1L, 10L);
    }

    @Test
    void an_entry_lives_to_the_nanosecond_and_reading_does_not_prolong_it() {
        LocalCache cache = new LocalCache(1 << 20, clock::get);
        cache.set("k", new byte[] {1}, Duration.ofSeconds(10));

        clock.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(cache.get("k")).isNotNull();
        clock.incrementAndGet();

        assertThat(cache.get("k")).isNull();
    }

    @Test
    void setting_again_starts_the_time_anew() {
        LocalCache cache = new LocalCache(1 << 20, clock::get);
        cache.set("k", new byte[] {1}, Duration.ofSeconds(10));
        clock.addAndGet(Duration.ofSeconds(9).toNanos());

        cache.set("k", new byte[] {2}, Duration.ofSeconds(10));
        clock.addAndGet(Duration.ofSeconds(9).toNanos());

        assertThat(cache.get("k")).containsExactly(2);
    }

    @Test
    void a_value_larger_than_the_whole_cache_is_refused_and_not_lost_silently() throws Exception {
        LocalCache small = new LocalCache(1000);
        try (CacheFixture cache =
                new CacheFixture(Map.of("serai.mode", "sandbox"), "local", new LocalCacheRoutes(small))) {
            assertThatThrownBy(() -> cache.set("k", new byte[1000], null))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("serai.cache.max-size");
        }
    }
}
