package io.serai;

import io.serai.config.CostSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.ledger.CostReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** {@code serai cost --by model|operation|key|tag|day [--from DATE] [--to DATE] [--csv]}: what the ledger sums up to. */
final class CostCommand {
    private static final String USAGE =
            "cost [--by model|operation|key|tag|day] [--from 2026-11-01] [--to 2026-11-30] [--csv]";

    private CostCommand() {}

    static int run(List<String> arguments, Settings settings, PrintStream out) {
        String by = "model";
        LocalDate from = LocalDate.MIN;
        LocalDate to = LocalDate.MAX;
        boolean csv = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--csv" -> csv = true;
                case "--by" -> by = value(option, left);
                case "--from" -> from = day(option, left);
                case "--to" -> to = day(option, left);
                default -> throw new SettingException("'" + option + "' is no option of: " + USAGE);
            }
        }
        if (!CostReport.COLUMNS.contains(by)) {
            throw new SettingException("--by: '" + by + "' is not one of " + String.join(", ", CostReport.COLUMNS));
        }
        Path folder = settings.get(ProgramSettings.DATA).resolve("ledger");
        try {
            CostReport report = CostReport.of(folder, by, from, to);
            out.print(
                    csv
                            ? report.csv()
                            : report.table(settings.get(CostSettings.CURRENCY), settings.get(CostSettings.RATE)));
            return 0;
        } catch (IOException e) {
            throw new SettingException("the ledger in " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new SettingException(option + " needs a value: " + USAGE);
        }
        return left.pop();
    }

    private static LocalDate day(String option, Deque<String> left) {
        String text = value(option, left);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new SettingException(option + ": '" + text + "' is not a day such as 2026-11-25");
        }
    }
}
