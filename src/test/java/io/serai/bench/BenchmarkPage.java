package io.serai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the page and its plots. What stands above the mark on the page is written by hand and stays. */
final class BenchmarkPage {
    private static final String MARK = "<!-- Everything below is written by io.serai.bench.Benchmark. -->\n";

    private BenchmarkPage() {}

    static void write(Path docs, Plan plan, List<Table> tables) throws IOException {
        Path page = docs.resolve("benchmark.md");
        String now = Files.readString(page);
        int mark = now.indexOf(MARK);
        if (mark < 0) {
            throw new IOException(page + " lacks the line " + MARK);
        }
        Files.writeString(
                page,
                now.substring(0, mark) + MARK + "\n"
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
