package io.serai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.InvalidRequestException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the requests take and refuse. */
class CacheRequestTest {
    @Test
    void a_key_may_have_512_bytes() {
        String longest = "骆".repeat(170) + "ab";

        assertThat(CacheGet.of(longest).key()).isEqualTo(longest);
        assertThatThrownBy(() -> CacheGet.of(longest + "c"))
                .hasMessage(
                        "cache-get: key: is longer than 512 bytes of UTF-8; shorten it, for example to its SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u007f", "\u0085", "\ud83d"})
    void a_bad_key_is_refused_everywhere(String key) {
        List<Runnable> requests = List.of(
                () -> CacheGet.of(key),
                () -> CacheDelete.of(Map.of("key", key)),
                () -> new CacheSet(key, new byte[0], null));

        for (Runnable request : requests) {
            var failure = catchThrowableOfType(InvalidRequestException.class, request::run);

            assertThat(failure).hasMessageContaining(": key: ").hasMessageContaining("; ");
            assertThat(failure.detail().param()).isEqualTo("key");
        }
    }

    @Test
    void nulls_are_refused_by_name() {
        assertThatThrownBy(() -> new CacheGet(null)).hasMessageContaining("key: is missing");
        assertThatThrownBy(() -> new CacheDelete(null)).hasMessageContaining("key: is missing");
        assertThatThrownBy(() -> new CacheSet("k", null, null)).hasMessageContaining("value: is missing");
        assertThatThrownBy(() -> CacheSet.text("k", null, null)).hasMessageContaining("value: is missing");
    }

    static Stream<Arguments> lives() {
        return Stream.of(
                Arguments.of(60, 60L),
                Arguments.of(0.5, 1L),
                Arguments.of("90", 90L),
                Arguments.of(" 10m ", 600L),
                Arguments.of("500ms", 1L),
                Arguments.of("365d", 31_536_000L),
                Arguments.of(Duration.ofNanos(1), 1L));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void a_ttl_is_seconds_or_a_duration(Object ttl, long seconds) {
        CacheSet request = CacheSet.of(Map.of("key", "k", "value", "v", "ttl", ttl));

        assertThat(request.seconds()).isEqualTo(seconds);
    }

    static Stream<Object> noLives() {
        return Stream.of(
                0,
                -1,
                31_536_001L,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                1e300,
                "0",
                "-5",
                "366d",
                "999999999999d",
                "soon",
                "",
                "1h30m",
                true,
                Duration.ZERO,
                Duration.ofSeconds(Long.MAX_VALUE),
                "9".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource("noLives")
    void another_ttl_is_refused(Object ttl) {
        Map<String, Object> body = Map.of("key", "k", "value", "v", "ttl", ttl);

        var failure = catchThrowableOfType(InvalidRequestException.class, () -> CacheSet.of(body));

        assertThat(failure).hasMessageEndingWith("give seconds from 1 to 31536000, or a duration such as 10m or 7d");
        assertThat(failure.getMessage()).hasSizeLessThan(200);
        assertThat(failure.detail().param()).isEqualTo("ttl");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(Map.of("key", "k"), "value: is missing; give a text or bytes"),
                Arguments.of(Map.of("key", "k", "value", 7), "value: must be a text or bytes"),
                Arguments.of(Map.of("key", 7, "value", "v"), "key: must be a text"),
                Arguments.of(Map.of("key", "k", "value", "v", "tll", 60), "tll: is not a field of cache-set"),
                Arguments.of(Map.of("key", "k", "value", "\udc2a"), "value: has half of a surrogate pair"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_named_with_its_remedy(Map<String, Object> body, String message) {
        assertThatThrownBy(() -> CacheSet.of(body))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("cache-set: " + message);
    }

    @Test
    void an_absent_ttl_may_be_written_as_null() {
        Map<String, Object> body = new HashMap<>(Map.of("key", "k", "value", "v"));
        body.put("ttl", null);

        assertThat(CacheSet.of(body).ttl()).isNull();
    }
}
