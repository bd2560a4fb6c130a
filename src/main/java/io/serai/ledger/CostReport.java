package io.serai.ledger;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Sums of a ledger folder as a table for people or as CSV for programs. Reads only: Serai may be running. */
public final class CostReport {
    public static final List<String> COLUMNS = List.of("model", "operation", "key", "tag", "day");

    private static final List<String> HEAD = List.of(
            "requests",
            "failed",
            "cache_hits",
            "tokens_in",
            "tokens_out",
            "cost",
            "estimated",
            "saved",
            "simulated",
            "unknown");
    private static final int DIGITS = 6;

    private final String by;
    private final SortedMap<String, Totals> sums;
    private final Totals all;

    private CostReport(String by, SortedMap<String, Totals> sums, Totals all) {
        this.by = by;
        this.sums = sums;
        this.all = all;
    }

    /**
     * The report of a folder; an empty one when there is no such folder.
     *
     * @param by one of {@link #COLUMNS}
     * @param from first day (UTC)
     * @param to last day (UTC)
     */
    public static CostReport of(Path folder, String by, LocalDate from, LocalDate to) throws IOException {
        Spend spend = new Spend();
        for (Path file : LedgerFiles.all(folder)) {
            LedgerFiles.read(file, entry -> {
                if (!entry.outcome().equals(LedgerEntry.BEGUN)) {
                    spend.add(entry);
                }
            });
        }
        Function<Spend.Row, String> name = switch (by) {
            case "operation" -> Spend.Row::operation;
            case "key" -> row -> row.key().isEmpty() ? "(none)" : row.key();
            case "tag" -> row -> row.tag().isEmpty() ? "(none)" : row.tag();
            case "day" -> row -> row.day().toString();
            default -> Spend.Row::model;
        };
        var days = (java.util.function.Predicate<Spend.Row>)
                row -> !row.day().isBefore(from) && !row.day().isAfter(to);
        return new CostReport(by, spend.by(name, days), spend.sum(days));
    }

    /** Lines of columns; money in the given currency. */
    public String table(String currency, BigDecimal rate) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(by));
        HEAD.forEach(column -> head.add(column.equals("cost") ? "cost " + currency : column.replace('_', ' ')));
        rows.add(head);
        sums.forEach((name, totals) -> rows.add(row(name, totals, rate)));
        rows.add(row("total", all, rate));
        int columns = head.size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                String format = i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s";
                text.append(String.format(Locale.ROOT, format, row.get(i)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** RFC 4180, money in USD with all its digits. */
    public String csv() {
        StringBuilder text =
                new StringBuilder(by).append(',').append(String.join(",", HEAD)).append("\r\n");
        for (Map.Entry<String, Totals> sum : sums.entrySet()) {
            text.append(quoted(sum.getKey()));
            cells(sum.getValue(), CostReport::plain)
                    .forEach(cell -> text.append(',').append(cell));
            text.append("\r\n");
        }
        return text.toString();
    }

    private static List<String> row(String name, Totals totals, BigDecimal rate) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells(
                totals,
                usd -> usd.multiply(rate).setScale(DIGITS, RoundingMode.HALF_UP).toPlainString()));
        return row;
    }

    private static List<String> cells(Totals t, Function<BigDecimal, String> money) {
        return List.of(
                String.valueOf(t.requests()),
                String.valueOf(t.failed()),
                String.valueOf(t.hits()),
                String.valueOf(t.promptTokens()),
                String.valueOf(t.completionTokens()),
                money.apply(t.usd()),
                money.apply(t.estimated()),
                money.apply(t.saved()),
                money.apply(t.simulated()),
                String.valueOf(t.unknown()));
    }

    private static String plain(BigDecimal usd) {
        return usd.signum() == 0 ? "0" : usd.stripTrailingZeros().toPlainString();
    }

    /** A model name is a caller's text: a spreadsheet must not take it for a formula. */
    private static String quoted(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.matches("[A-Za-z0-9 ._/()'-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
