package io.serai.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a ledger folder: {@code 2026-11-25-1.jsonl} holds what the first writer wrote on that day (UTC). Lines are only
 * ever appended, each whole; a torn one, such as a full disk leaves, is passed over.
 */
final class LedgerFiles {
    private static final int MAX_LINE = 100_000;

    private LedgerFiles() {}

    static Path file(Path folder, LocalDate day, int writer) {
        return folder.resolve(day + "-" + writer + ".jsonl");
    }

    /** All files in the order of their days. */
    static List<Path> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-\\d{2}-\\d{2}-\\d{1,6}\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** The newest two files of one writer: what it had begun and not ended can be nowhere else. */
    static List<Path> newest(Path folder, int writer) throws IOException {
        List<Path> own = all(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith("-" + writer + ".jsonl"))
                .toList();
        return own.subList(Math.max(0, own.size() - 2), own.size());
    }

    /** Reads a file line by line; answers how many lines could not be read. */
    static long read(Path file, Consumer<LedgerEntry> entries) throws IOException {
        long broken = 0;
        // Bytes that are no UTF-8 must not end the reading: InputStreamReader replaces them.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                var entry = line.length() > MAX_LINE ? java.util.Optional.<LedgerEntry>empty() : LedgerLine.read(line);
                entry.ifPresent(entries);
                broken += entry.isPresent() ? 0 : 1;
            }
        }
        return broken;
    }
}
