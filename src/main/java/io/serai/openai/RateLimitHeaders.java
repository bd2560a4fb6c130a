package io.serai.openai;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an upstream says of its limits: six headers, as OpenAI has them, each a number or a time such as {@code 120ms}. */
final class RateLimitHeaders {
    private static final List<String> NAMES = List.of(
            "x-ratelimit-limit-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-requests",
            "x-ratelimit-reset-tokens");

    private static final Pattern VALUE = Pattern.compile("[0-9hms.]{1,32}");

    private RateLimitHeaders() {}

    /** Those that are there and make sense. */
    static Map<String, String> of(UnaryOperator<@Nullable String> header) {
        Map<String, String> found = new TreeMap<>();
        for (String name : NAMES) {
            String value = header.apply(name);
            if (value != null && VALUE.matcher(value).matches()) {
                found.put(name, value);
            }
        }
        return found;
    }
}
