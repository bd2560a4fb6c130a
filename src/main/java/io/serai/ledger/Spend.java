package io.serai.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sums of the ledger by day (UTC), operation, model, access key and tag. Thread-safe and bounded: names beyond a limit become one. */
public final class Spend {
    /** Stands for models, keys and tags beyond the limit. */
    public static final String OTHER = "(other)";

    private static final int MAX_ROWS = 50_000;

    private final Map<Row, Totals> rows = new ConcurrentHashMap<>();

    /** What sums are kept by. */
    public record Row(LocalDate day, String operation, String model, String key, String tag) {}

    public void add(LedgerEntry entry) {
        LocalDate day = LocalDate.ofInstant(entry.time(), ZoneOffset.UTC);
        Row row = new Row(day, entry.operation(), entry.upstream() + "/" + entry.model(), entry.key(), entry.tag());
        if (rows.size() >= MAX_ROWS && !rows.containsKey(row)) {
            row = new Row(day, entry.operation(), OTHER, OTHER, OTHER);
        }
        rows.merge(row, Totals.of(entry), Totals::plus);
    }

    public Totals sum(Predicate<Row> which) {
        return rows.entrySet().stream()
                .filter(row -> which.test(row.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Totals.NONE, Totals::plus);
    }

    /**
     * What counts against a budget on these days.
     *
     * @param key name of the access key, empty for all
     * @param tag what for, empty for all
     */
    public BigDecimal counted(Predicate<LocalDate> days, String key, String tag) {
        return sum(row -> days.test(row.day())
                        && (key.isEmpty() || key.equals(row.key()))
                        && (tag.isEmpty() || tag.equals(row.tag())))
                .counted();
    }

    /** Sums by a name of the row, such as its model, in the order of the names. */
    public SortedMap<String, Totals> by(Function<Row, String> name, Predicate<Row> which) {
        SortedMap<String, Totals> sums = new TreeMap<>();
        rows.forEach((row, totals) -> {
            if (which.test(row)) {
                sums.merge(name.apply(row), totals, Totals::plus);
            }
        });
        return sums;
    }
}
