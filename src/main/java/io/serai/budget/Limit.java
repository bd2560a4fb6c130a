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
 * @param key name of the access key it is for, empty for all calls together
 */
record Limit(String setting, String key, Period period, BigDecimal usd) {
    enum Period {
        DAY,
        MONTH,
        TOTAL
    }

    BudgetStore.Counter counter(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String scope = key.isEmpty() ? "all" : "key:" + key;
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
