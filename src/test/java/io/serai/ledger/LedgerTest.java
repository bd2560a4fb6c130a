package io.serai.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.meter.Cost;
import io.serai.meter.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static LedgerEntry entry(String call, String outcome, Cost cost, Cost saved) {
        return new LedgerEntry(
                NOON,
                call,
                1,
                "llm-chat",
                "openai",
                "gpt-4o-mini",
                "anna",
                "team-blue",
                outcome,
                new Usage(3, 4, 7, 0, 0),
                cost,
                saved,
                5);
    }

    private Totals all(Ledger ledger) {
        return ledger.spend().sum(row -> true);
    }

    @Test
    void sums_are_the_same_after_a_new_start() throws IOException {
        Totals before;
        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            ledger.end(entry("a", "ok", Cost.exact(new BigDecimal("0.00000015")), null));
            ledger.end(entry("b", "timeout", Cost.UNKNOWN, null));
            ledger.end(entry("c", "ok", Cost.exact(BigDecimal.ONE).simulated(), null));
            ledger.end(entry("d", "cache", Cost.FREE, Cost.estimated(new BigDecimal("0.5"))));
            before = all(ledger);
        }

        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            assertThat(all(ledger)).isEqualTo(before);
            assertThat(before.requests()).isEqualTo(3);
            assertThat(before.failed()).isEqualTo(1);
            assertThat(before.unknown()).isEqualTo(1);
            assertThat(before.usd()).isEqualByComparingTo("0.00000015");
            assertThat(before.simulated()).isEqualByComparingTo("1");
            assertThat(before.saved()).isEqualByComparingTo("0.5");
            assertThat(before.promptTokens()).isEqualTo(9);
        }
    }

    @Test
    void a_request_that_was_never_ended_is_unfinished_at_the_next_start_and_only_once() throws IOException {
        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            ledger.begin(entry("done", LedgerEntry.BEGUN, Cost.UNKNOWN, null));
            ledger.end(entry("done", "ok", Cost.FREE, null));
            ledger.begin(entry("lost", LedgerEntry.BEGUN, Cost.UNKNOWN, null));
        }

        for (int start = 0; start < 3; start++) {
            try (Ledger ledger = Ledger.open(folder, at(NOON.plusSeconds(86_400L * (start + 1))))) {
                assertThat(all(ledger).unknown()).isEqualTo(1);
                assertThat(all(ledger).requests()).isEqualTo(2);
            }
        }
        List<String> lines = Files.readAllLines(LedgerFiles.all(folder).get(1));
        assertThat(lines).hasSize(1).first().asString().contains("\"unfinished\"", "\"lost\"");
    }

    @Test
    void a_torn_last_line_costs_that_line_only() throws IOException {
        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            ledger.end(entry("a", "ok", Cost.exact(BigDecimal.ONE), null));
        }
        Files.writeString(LedgerFiles.all(folder).get(0), "{\"time\":\"2026-11-2", StandardOpenOption.APPEND);

        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            ledger.end(entry("b", "ok", Cost.exact(BigDecimal.ONE), null));
        }
        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            assertThat(all(ledger).usd()).isEqualByComparingTo("2");
        }
    }

    @Test
    void each_day_has_its_file_and_two_writers_have_their_own() throws IOException {
        try (Ledger first = Ledger.open(folder, at(NOON));
                Ledger second = Ledger.open(folder, at(NOON))) {
            first.begin(entry("running", LedgerEntry.BEGUN, Cost.UNKNOWN, null));
            second.end(entry("b", "ok", Cost.FREE, null));
            LedgerEntry tomorrow = entry("c", "ok", Cost.FREE, null).ended(NOON.plusSeconds(86_400), "ok", Cost.FREE);
            second.end(tomorrow);

            // What another process has under way is not lost.
            assertThat(all(second).unknown()).isZero();
        }
        assertThat(LedgerFiles.all(folder))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("2026-11-25-1.jsonl", "2026-11-25-2.jsonl", "2026-11-26-2.jsonl");
    }

    @Test
    void lines_of_many_threads_are_whole() throws Exception {
        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            var threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 2_000; i++) {
                String call = "call-" + i;
                threads.execute(() -> ledger.end(entry(call, "ok", Cost.exact(BigDecimal.ONE), null)));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        try (Ledger ledger = Ledger.open(folder, at(NOON))) {
            assertThat(all(ledger).usd()).isEqualByComparingTo("2000");
        }
    }
}
