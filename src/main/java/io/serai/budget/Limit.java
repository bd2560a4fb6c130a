package io.serai.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One limit of the settings.
 *
 * @param setting its key, for messages
 * @param key name of the access key it is for, empty when it is for none in particular
 * @param tag what the calls that it is for are tagged with, empty when it is for none in particular
 */
record Limit(String setting, String key, String tag, Period period, BigDecimal usd) {
    enum Period {
        DAY,
        MONTH,
        TOTAL
    }

    BudgetStore.Counter counter(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String scope = !key.isEmpty() ? "key:" + key : !tag.isEmpty() ? "tag:" + tag : "all";
        long limit =
                usd.movePointRight(9).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
        return switch (period) {
            case DAY ->
                new BudgetStore.Counter(
                        scope + ":day:" + day, limit, Duration.ofDays(3).toSeconds());
            case MONTH ->
                new BudgetStore.Counter(
                        scope + ":month:" + day.toString().substring(0, 7),
                        limit,
                        Duration.ofDays(65).toSeconds());
            case TOTAL -> new BudgetStore.Counter(scope + ":total", limit, 0);
        };
    }

    boolean binds(String caller, String purpose) {
        return (key.isEmpty() || key.equals(caller)) && (tag.isEmpty() || tag.equals(purpose));
    }

    /** When there is money again; never for a limit of all time. */
    Optional<Instant> frees(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (period) {
            case DAY -> Optional.of(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            case MONTH ->
                Optional.of(day.withDayOfMonth(1)
                        .plusMonths(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
            case TOTAL -> Optional.empty();
        };
    }

    /** Whether a day of spend counts for the current period. */
    boolean covers(LocalDate spent, LocalDate today) {
        return switch (period) {
            case DAY -> spent.equals(today);
            case MONTH -> spent.withDayOfMonth(1).equals(today.withDayOfMonth(1));
            case TOTAL -> true;
        };
    }
}
