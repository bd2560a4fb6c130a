package io.serai.bench;

import static io.serai.bench.Table.number;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From starting the process to the first answered chat. */
final class StartScenario {
    private static final Path CDS = Path.of("target", "serai.jsa").toAbsolutePath();
    private static final Path AOT = Path.of("target", "serai.aot").toAbsolutePath();

    private StartScenario() {}

    static Table run(Rig rig, Plan plan) throws Exception {
        List<Target> targets = new ArrayList<>(plan.anchors().stream()
                .filter(target -> !(target instanceof DirectTarget))
                .toList());
        for (SeraiTarget serai : plan.serai()) {
            targets.add(serai);
            String java = Machine.javaVersion(serai.javaHome());
            if (Files.exists(AOT) && java.startsWith("Java 25")) {
                targets.add(archive(serai, "AOT cache", "-XX:AOTCache=" + AOT));
            } else if (Files.exists(CDS) && !java.startsWith("Java 25")) {
                targets.add(archive(serai, "class-data archive", "-XX:SharedArchiveFile=" + CDS));
            }
        }
        Map<Target, List<Double>> times = new LinkedHashMap<>();
        Map<Target, List<Double>> memory = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (Target target : targets) {
                long start = System.nanoTime();
                try (Target.Running running = target.start(rig)) {
                    LoadResult result = rig.run(running.load(Work.CHAT).burst(1));
                    double seconds = (System.nanoTime() - start) / 1e9;
                    if (result.errors() > 0) {
                        throw new IllegalStateException(target.name() + ": " + result.problem());
                    }
                    times.computeIfAbsent(target, key -> new ArrayList<>()).add(seconds);
                    memory.computeIfAbsent(target, key -> new ArrayList<>())
                            .add(running.child().residentMb());
                    System.err.printf("  %-40s %.2f s%n", target.name(), seconds);
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        times.forEach((target, taken) ->
                rows.add(List.of(target.name(), number(median(taken)), number(median(memory.get(target))))));
        return new Table(
                "start",
                "Start to first answer",
                "From starting the process to the answer of a first chat, everything on. How the archives are made and used: "
                        + "[start-up](startup.md).",
                LocalDate.now().toString(),
                List.of("through", "seconds", "resident MB"),
                rows,
                1);
    }

    private static SeraiTarget archive(SeraiTarget serai, String what, String option) {
        List<String> options = new ArrayList<>(serai.options());
        options.add(option);
        return new SeraiTarget(serai.name() + ", " + what, serai.javaHome(), options, serai.settings());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
