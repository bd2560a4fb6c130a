package io.serai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page may say of what was measured. */
class BenchmarkPageTest {
    private static final String HEAD =
            "# Benchmark\n\n<!-- Everything below is written by io.serai.bench.Benchmark. -->\n";
    private static final Target SERAI = new SeraiTarget("Serai", Path.of("."), List.of(), Map.of());
    private static final Target OTHER = new SeraiTarget(Versus.PORTKEY, Path.of("."), List.of(), Map.of());

    @TempDir
    Path docs;

    private static Sample sample(double seconds, long errors) {
        return new Sample(new LoadResult(100, errors, seconds, 0, 1, 2, 3, 1, 2, "status 500"), 1, 100, 10);
    }

    private static Versus versus(Sample ours, Sample theirs) {
        Map<Target, List<Sample>> samples = new LinkedHashMap<>();
        samples.put(SERAI, List.of(ours, ours, ours));
        samples.put(OTHER, List.of(theirs, theirs, theirs));
        return new Versus(samples);
    }

    private static double times(Versus versus) {
        return versus.times(SERAI, Versus.PORTKEY, sample -> sample.result().callsPerSecond());
    }

    @Test
    void a_ratio_against_errors_is_none() {
        assertThat(times(versus(sample(1, 0), sample(2, 0)))).isEqualTo(2);
        assertThat(times(versus(sample(1, 0), sample(2, 1)))).isNaN();
        assertThat(times(versus(sample(1, 1), sample(2, 0)))).isNaN();
        assertThat(Table.number(times(versus(sample(1, 0), sample(2, 1))))).isEqualTo("–");
    }

    @Test
    void a_ratio_against_what_was_not_there_is_none_and_its_aim_not_measured() {
        double none = versus(sample(1, 0), sample(2, 0))
                .times(SERAI, Versus.SPRING, sample -> sample.result().callsPerSecond());

        assertThat(Aim.atLeast(1.5, "aim", SERAI, none).verdict()).isEqualTo("not measured");
        assertThat(Aim.atLeast(1.5, "aim", SERAI, 1.4).verdict()).isEqualTo("**missed**");
        assertThat(Aim.atLeast(1.5, "aim", SERAI, 1.5).verdict()).isEqualTo("met");
        assertThat(Aim.atMost(1.5, "aim", SERAI, 1.6).verdict()).isEqualTo("**missed**");
    }

    @Test
    void two_rounds_do_not_make_a_page() throws Exception {
        Path page = Files.writeString(docs.resolve("benchmark.md"), HEAD);

        assertThatThrownBy(() -> BenchmarkPage.write(docs, plan(2), List.of(table(plan(2)))))
                .hasMessageContaining("2 rounds");
        assertThat(page).hasContent(HEAD);

        BenchmarkPage.write(docs, plan(3), List.of(table(plan(3))));
        assertThat(Files.readString(page))
                .startsWith(HEAD)
                .contains("Medians of 3 rounds", "| an aim | Serai | 2.00 | met |", "benchmark/one.svg");
        assertThat(docs.resolve("benchmark/one.svg"))
                .content()
                .contains("Serai")
                .contains("1,234");
    }

    private static Plan plan(int rounds) {
        return new Plan(List.of(), rounds, 1, List.of(), List.of());
    }

    private static Table table(Plan plan) {
        return new Table(
                "one",
                "One",
                "Text.",
                plan,
                List.of("through", "calls/s"),
                List.of(List.of("Serai", "1,234")),
                1,
                List.of(Aim.atLeast(1, "an aim", SERAI, 2)));
    }
}
