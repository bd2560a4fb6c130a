package io.serai.retry;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream's headers say about trying again: {@code retry-after-ms}, {@code retry-after} (seconds, also with a
 * fraction, or an HTTP date, RFC 9110 section 10.2.3) and {@code x-should-retry}, as OpenAI's own clients read them.
 *
 * @param after how long to wait, null when nothing readable was sent; never negative
 * @param shouldRetry the upstream's word on whether to retry at all
 */
public record RetryHint(@Nullable Duration after, @Nullable Boolean shouldRetry) {
    public static final RetryHint NONE = new RetryHint(null, null);

    /** A year: longer hints are as good as never, and keep arithmetic far from overflow. */
    private static final long MAX_MILLIS = Duration.ofDays(366).toMillis();

    /** Reads the hint; a header that cannot be read counts as absent. */
    public static RetryHint of(Function<String, @Nullable String> header, Clock clock) {
        Duration after = millis(header.apply("retry-after-ms"));
        if (after == null) {
            String value = header.apply("retry-after");
            after = seconds(value);
            if (after == null) {
                after = date(value, clock);
            }
        }
        return new RetryHint(after, flag(header.apply("x-should-retry")));
    }

    private static @Nullable Duration millis(@Nullable String value) {
        return scaled(value, BigDecimal.ONE);
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        return scaled(value, BigDecimal.valueOf(1000));
    }

    private static @Nullable Duration scaled(@Nullable String value, BigDecimal factor) {
        // The length bound keeps BigDecimal away from numbers such as 1e999999999.
        if (value == null || value.isBlank() || value.strip().length() > 20) {
            return null;
        }
        try {
            BigDecimal millis = new BigDecimal(value.strip()).multiply(factor);
            if (millis.signum() < 0) {
                return null;
            }
            boolean huge = millis.compareTo(BigDecimal.valueOf(MAX_MILLIS)) > 0;
            return Duration.ofMillis(huge ? MAX_MILLIS : millis.longValue());
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Duration date(@Nullable String value, Clock clock) {
        if (value == null) {
            return null;
        }
        try {
            ZonedDateTime when = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), when.toInstant());
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(Duration.ofMillis(MAX_MILLIS)) > 0 ? Duration.ofMillis(MAX_MILLIS) : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Boolean flag(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }
}
