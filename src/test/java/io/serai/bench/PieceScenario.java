package io.serai.bench;

import static io.serai.bench.Table.number;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The pieces that every call goes through, each alone, by JMH: the classes that are named {@code ...Benchmark}. */
final class PieceScenario {
    private static final int WARM_SECONDS = 3;

    private PieceScenario() {}

    static Table run(Rig rig, Plan plan) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.serai\\..*Benchmark\\.")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .forks(1)
                        .warmupIterations(WARM_SECONDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(plan.rounds())
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgs("-XX:+UseSerialGC", "-Xmx256m")
                        .build())
                .run();
        List<List<String>> rows = new ArrayList<>();
        for (RunResult result : results) {
            String piece = result.getPrimaryResult()
                    .getLabel()
                    .replaceAll("([A-Z])", " $1")
                    .toLowerCase(Locale.ROOT);
            rows.add(List.of(
                    piece, number(result.getPrimaryResult().getStatistics().getPercentile(50))));
        }
        String jvm = Machine.javaVersion(Path.of(System.getProperty("java.home")));
        return new Table(
                "pieces",
                "Pieces of a call",
                "Each alone, on one thread of " + jvm
                        + ", by JMH. `-Dbench=\"--scenarios=pieces --rounds=5\"` measures only these.",
                plan,
                List.of("piece", "µs"),
                rows,
                0,
                List.of());
    }
}
