package io.serai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the page and its plots. What stands above the mark on the page is written by hand and stays. */
final class BenchmarkPage {
    private static final String MARK = "<!-- Everything below is written by io.serai.bench.Benchmark. -->\n";

    static final int LEAST_ROUNDS = 3;

    private BenchmarkPage() {}

    private static String aims(List<Table> tables) {
        return "## What was aimed at\n\n| aim | with | found | |\n| --- | --- | ---: | --- |\n"
                + tables.stream()
                        .flatMap(table -> table.aims().stream())
                        .map(aim ->
                                "| %s | %s | %s | %s |\n".formatted(aim.text(), aim.who(), aim.found(), aim.verdict()))
                        .collect(Collectors.joining())
                + "\n";
    }

    /**
     * Writes what has been found.
     *
     * @throws IllegalStateException when a table is of too few rounds: one round is an accident, and two have no middle
     */
    static void write(Path docs, Plan plan, List<Table> tables) throws IOException {
        for (Table table : tables) {
            if (table.rounds() < LEAST_ROUNDS) {
                throw new IllegalStateException(table.name() + " was measured in " + table.rounds()
                        + " rounds; the page is left as it is until there are " + LEAST_ROUNDS);
            }
        }
        Path page = docs.resolve("benchmark.md");
        String now = Files.readString(page);
        int mark = now.indexOf(MARK);
        if (mark < 0) {
            throw new IOException(page + " lacks the line " + MARK);
        }
        Files.writeString(
                page,
                now.substring(0, mark) + MARK + "\n"
                        + aims(tables)
                        + tables.stream().map(Table::markdown).collect(Collectors.joining("\n"))
                        + "\n## Taken on\n\n- " + Machine.describe() + "\n"
                        + plan.targets().stream()
                                .map(target -> "- " + target.version() + "\n")
                                .collect(Collectors.joining()));
        Path plots = Files.createDirectories(docs.resolve("benchmark"));
        for (Table table : tables) {
            if (table.plot() > 0) {
                Files.writeString(
                        plots.resolve(table.name() + ".svg"),
                        BarChart.svg(table.title() + ": " + table.columns().get(table.plot()), table.bars()));
            }
        }
    }
}
