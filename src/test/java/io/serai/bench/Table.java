package io.serai.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What a scenario found, as it goes into the page and, for later runs, into a file.
 *
 * @param name file name of the plot
 * @param rounds that each figure is the median of
 * @param columns headings; the first column names the target
 * @param plot the column that the plot shows, counted from 1; 0 for none
 */
record Table(
        String name,
        String title,
        String text,
        String taken,
        int rounds,
        List<String> columns,
        List<List<String>> rows,
        int plot,
        List<Aim> aims) {

    /** Taken today. */
    Table(
            String name,
            String title,
            String text,
            Plan plan,
            List<String> columns,
            List<List<String>> rows,
            int plot,
            List<Aim> aims) {
        this(name, title, text, LocalDate.now().toString(), plan.rounds(), columns, rows, plot, aims);
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String digits = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value);
    }

    String markdown() {
        StringBuilder page = new StringBuilder("## " + title + "\n\n" + text + "\n\n");
        row(page, columns);
        row(
                page,
                columns.stream()
                        .map(column -> column.equals(columns.get(0)) ? "---" : "---:")
                        .toList());
        rows.forEach(cells -> row(page, cells));
        if (plot > 0) {
            page.append("\n![")
                    .append(title)
                    .append("](benchmark/")
                    .append(name)
                    .append(".svg)\n");
        }
        return page.append("\nMedians of ")
                .append(rounds)
                .append(rounds == 1 ? " round" : " rounds")
                .append(", taken ")
                .append(taken)
                .append(".\n")
                .toString();
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** The plotted column's value of each row; what is no number is left out. */
    List<BarChart.Bar> bars() {
        return rows.stream()
                .map(cells -> new BarChart.Bar(cells.get(0), cells.get(plot)))
                .filter(bar -> bar.text().matches("[0-9.,]+.*"))
                .toList();
    }
}
