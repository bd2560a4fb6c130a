package io.serai.bench;

import static io.serai.bench.Table.number;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From starting the process to the first answered chat. */
final class StartScenario {
    private static final int AOT_CACHE = 25;

    private StartScenario() {}

    static Table run(Rig rig, Plan plan) throws Exception {
        List<Target> targets = new ArrayList<>(plan.anchors().stream()
                .filter(target -> !(target instanceof DirectTarget))
                .toList());
        List<SeraiTarget> archived = new ArrayList<>();
        for (SeraiTarget serai : plan.serai()) {
            targets.add(serai);
            archived.add(archived(rig, serai));
        }
        targets.addAll(archived);
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
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : archived) {
            double most = serai.feature() >= AOT_CACHE ? 1 : 1.5;
            aims.add(Aim.atMost(most, "start: first answer within " + most + " s", serai, median(times.get(serai))));
        }
        return new Table(
                "start",
                "Start to first answer",
                "From starting the process to the answer of a first chat, everything on. How the archives are made and used: "
                        + "[start-up](startup.md).",
                plan,
                List.of("through", "seconds", "resident MB"),
                rows,
                1,
                aims);
    }

    /** Makes the archive as the page on start-up says. */
    private static SeraiTarget archived(Rig rig, SeraiTarget serai) throws Exception {
        boolean aot = serai.feature() >= AOT_CACHE;
        Path archive = rig.folder().resolve("serai-" + serai.feature() + (aot ? ".aot" : ".jsa"));
        List<String> command =
                new ArrayList<>(List.of(serai.javaHome().resolve("bin/java").toString()));
        command.addAll(serai.options());
        command.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
        command.addAll(List.of("-jar", SeraiTarget.JAR.toString(), "warm-up"));
        Path folder = Files.createTempDirectory(rig.folder(), "warm-up");
        Map<String, String> environment =
                Map.of("LC_ALL", "C.UTF-8", "SERAI_REDIS_URL", rig.redis().url());
        try (Child child = Child.start(folder, environment, command)) {
            if (!child.process().waitFor(2, TimeUnit.MINUTES) || !Files.exists(archive)) {
                throw new IllegalStateException("no archive was made:\n" + child.log());
            }
        }
        return aot
                ? serai.with(serai.name() + ", AOT cache", "-XX:AOTCache=" + archive)
                : serai.with(serai.name() + ", class-data archive", "-XX:SharedArchiveFile=" + archive);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
