package io.serai.cache;

import io.serai.config.CacheSettings;
import io.serai.error.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an entry lives: more than nothing, at most 365 days, kept in whole seconds. */
final class CacheTtl {
    private static final Duration MAX = Duration.ofDays(365);

    private CacheTtl() {}

    static boolean allowed(Duration ttl) {
        return !ttl.isZero() && !ttl.isNegative() && ttl.compareTo(MAX) <= 0;
    }

    static Duration check(Duration ttl) {
        if (!allowed(ttl)) {
            throw wrong(ttl);
        }
        return ttl;
    }

    /** A number of seconds, or a text as settings write durations; null when none was given. */
    static @Nullable Duration of(@Nullable Object given) {
        if (given == null) {
            return null;
        }
        try {
            if (given instanceof Duration duration) {
                return check(duration);
            }
            if (given instanceof Number number) {
                double seconds = number.doubleValue();
                // Compared as a number first: a NaN or 1e300 fits no Duration.
                if (seconds > 0 && seconds <= MAX.toSeconds()) {
                    return Duration.ofNanos(Math.max(1, Math.round(seconds * 1e9)));
                }
            } else if (given instanceof String text) {
                return check(CacheSettings.CACHE_TTL.type().parse().apply(text.strip()));
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw wrong(given);
        }
        throw wrong(given);
    }

    /** Rounded up: an entry lives as long as was asked for, and what is shorter than a second does not vanish. */
    static long seconds(Duration ttl) {
        return ttl.getNano() == 0 ? ttl.getSeconds() : ttl.getSeconds() + 1;
    }

    private static InvalidRequestException wrong(Object given) {
        return InvalidRequestException.field(
                "cache-set",
                "ttl",
                "'" + shortened(given) + "' is not a life; give seconds from 1 to " + MAX.toSeconds()
                        + ", or a duration such as 10m or 7d");
    }

    private static String shortened(Object given) {
        String text = String.valueOf(given);
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
