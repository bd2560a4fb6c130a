package io.serai.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a setting is written.
 *
 * @param allowed which values are allowed, to follow "is not"
 * @param parse the value of a text; throws IllegalArgumentException when it is none
 */
public record Kind<T>(String allowed, Function<String, T> parse) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB)?");

    static final Kind<String> TEXT = new Kind<>("a text", Kind::notBlank);
    static final Kind<Boolean> FLAG = new Kind<>("true or false", Kind::flag);
    static final Kind<URI> URL = new Kind<>("an http:// or https:// address", Kind::url);
    static final Kind<Path> FOLDER = new Kind<>("a folder", text -> Path.of(notBlank(text)));
    static final Kind<Path> FILE = new Kind<>("a file", text -> Path.of(notBlank(text)));
    static final Kind<BigDecimal> MONEY = new Kind<>("an amount above 0 such as 12.50", Kind::money);
    static final Kind<String> CURRENCY = new Kind<>("a currency code such as USD or CNY", Kind::currency);
    static final Kind<Duration> DURATION_KIND = new Kind<>("a duration such as 500ms, 2s, 1m or 1h", Kind::duration);
    static final Kind<Long> SIZE_KIND = new Kind<>("a size such as 64MB, 512KB or 1GB", Kind::size);
    static final Kind<List<String>> LIST = new Kind<>("a list separated by commas", Kind::list);

    static Kind<Integer> integer(int min, int max) {
        return new Kind<>("a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            require(value >= min && value <= max);
            return value;
        });
    }

    static Kind<Double> decimal(double min, double max) {
        return new Kind<>("a number from " + min + " to " + max, text -> {
            double value = Double.parseDouble(text);
            require(value >= min && value <= max);
            return value;
        });
    }

    static Kind<String> oneOf(String... values) {
        return new Kind<>("one of " + String.join(", ", values), text -> {
            require(Arrays.asList(values).contains(text));
            return text;
        });
    }

    private static String notBlank(String text) {
        require(!text.isBlank());
        return text;
    }

    private static Boolean flag(String text) {
        require(text.equals("true") || text.equals("false"));
        return text.equals("true");
    }

    private static URI url(String text) {
        URI uri = URI.create(text);
        require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        // A user, a query or a fragment in an upstream's address would end up in logs and endpoint URIs.
        require(uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null);
        return uri;
    }

    private static BigDecimal money(String text) {
        BigDecimal amount = new BigDecimal(text);
        require(amount.signum() > 0 && amount.compareTo(BigDecimal.valueOf(1_000_000_000)) <= 0);
        return amount;
    }

    private static String currency(String text) {
        return Currency.getInstance(text).getCurrencyCode();
    }

    private static Duration duration(String text) {
        Matcher m = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        require(m.matches());
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2) == null ? "s" : m.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> Duration.ofSeconds(n);
        };
    }

    private static Long size(String text) {
        Matcher m = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        require(m.matches());
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2) == null ? "B" : m.group(2)) {
            case "KB" -> n << 10;
            case "MB" -> n << 20;
            case "GB" -> n << 30;
            default -> n;
        };
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
