package io.serai.reuse;

import io.serai.error.InvalidRequestException;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about the cache, in the words of a Cache-Control header (RFC 9111). {@code no-cache} asks anew and keeps
 * the reply, {@code no-store} neither looks up nor keeps, {@code max-age=N} takes nothing older than N seconds. Other words
 * mean nothing here.
 */
record CacheControl(boolean lookUp, boolean keep, @Nullable Duration maxAge) {
    private static final CacheControl NONE = new CacheControl(true, true, null);
    private static final String MAX_AGE = "max-age=";

    static CacheControl of(Exchange exchange, String operation) {
        String text = exchange.getProperty(Wishes.CACHE_CONTROL, String.class);
        return text == null || text.isBlank() ? NONE : parse(text, operation);
    }

    static CacheControl parse(String text, String operation) {
        boolean lookUp = true;
        boolean keep = true;
        Duration maxAge = null;
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            String word = part.strip();
            if (word.equals("no-cache")) {
                lookUp = false;
            } else if (word.equals("no-store")) {
                lookUp = false;
                keep = false;
            } else if (word.startsWith(MAX_AGE)) {
                maxAge = seconds(word.substring(MAX_AGE.length()), operation);
            }
        }
        // Nothing is younger than 0 s: asking for it means asking anew.
        return new CacheControl(lookUp && (maxAge == null || !maxAge.isZero()), keep, maxAge);
    }

    boolean takes(Kept<?> kept) {
        return maxAge == null || kept.age() <= maxAge.toSeconds();
    }

    private static Duration seconds(String digits, String operation) {
        if (!digits.matches("\\d{1,10}")) {
            throw InvalidRequestException.field(
                    operation, "cache-control", "max-age must be a whole number of seconds, such as max-age=600");
        }
        return Duration.ofSeconds(Long.parseLong(digits));
    }
}
