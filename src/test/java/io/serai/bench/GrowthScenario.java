package io.serai.bench;

import static io.serai.bench.Sample.median;
import static io.serai.bench.Table.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What many cached entries, upstreams and routes cost. */
final class GrowthScenario {
    private static final int CONNECTIONS = 64;
    private static final int ENTRIES = 10_000;
    private static final int UPSTREAMS = 50;
    private static final int ROUTES = 200;

    private GrowthScenario() {}

    static Table run(Rig rig, Plan plan) throws Exception {
        SeraiTarget small = plan.serai().get(0);
        List<List<String>> rows = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        try (Field field = new Field(rig, Work.CHAT, List.of(small))) {
            // The same prompts again and again are answered from the cache.
            field.warm(load -> load.counting(1, 10).closed(CONNECTIONS, 5));
            field.warm(load -> load.counting(1, ENTRIES).closed(CONNECTIONS, 5));
            List<Sample> few = new ArrayList<>();
            List<Sample> many = new ArrayList<>();
            for (int round = 0; round < plan.rounds(); round++) {
                few.addAll(field.rounds(1, load -> load.counting(1, 10).closed(CONNECTIONS, plan.seconds()))
                        .get(small));
                many.addAll(field.rounds(1, load -> load.counting(1, ENTRIES).closed(CONNECTIONS, plan.seconds()))
                        .get(small));
            }
            aims.add(compare(rows, small, "answers from the cache, 10 or 10,000 entries", few, many));
        }
        Path routes = routes(rig);
        aims.add(grown(rows, rig, plan, small, UPSTREAMS + " more upstreams", upstreams(rig)));
        aims.add(grown(rows, rig, plan, small, ROUTES + " more routes", Map.of("serai.routes", routes.toString())));
        return new Table(
                "growth",
                "Growth",
                "Calls a second of " + small.name() + " before and after it has grown.",
                plan,
                List.of("what grows", "calls/s before", "calls/s after", "change %"),
                rows,
                0,
                aims);
    }

    private static Aim grown(
            List<List<String>> rows, Rig rig, Plan plan, SeraiTarget small, String what, Map<String, String> settings)
            throws Exception {
        SeraiTarget large = small.with(small.name() + ", " + what, settings);
        try (Field field = new Field(rig, Work.CHAT, List.of(small, large))) {
            Map<Target, List<Sample>> samples = field.warm(load -> load.closed(CONNECTIONS, 8))
                    .rounds(plan.rounds(), load -> load.closed(CONNECTIONS, plan.seconds()));
            return compare(rows, small, "new chats, " + what, samples.get(small), samples.get(large));
        }
    }

    private static Aim compare(
            List<List<String>> rows, Target who, String what, List<Sample> before, List<Sample> after) {
        double from = median(before, sample -> sample.result().callsPerSecond());
        double to = median(after, sample -> sample.result().callsPerSecond());
        rows.add(List.of(
                what,
                number(from) + Sample.errors(before),
                number(to) + Sample.errors(after),
                String.format(Locale.ROOT, "%+.1f", (to / from - 1) * 100)));
        return Aim.atLeast(-10, what + ": at most 10 % fewer calls/s", who, (to / from - 1) * 100);
    }

    private static Map<String, String> upstreams(Rig rig) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < UPSTREAMS; i++) {
            settings.put("serai.upstream.more-" + i + ".base-url", rig.upstreamUrl(Work.CHAT));
            settings.put("serai.upstream.more-" + i + ".api-key", "sk-upstream");
        }
        return settings;
    }

    private static Path routes(Rig rig) throws IOException {
        Path folder = Files.createTempDirectory(rig.folder(), "routes");
        try (var shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        for (int i = 0; i < ROUTES; i++) {
            Files.writeString(folder.resolve("more-" + i + ".camel.yaml"), """
                    - route:
                        id: more-%1$d
                        description: One of many.
                        from:
                          uri: direct:more-%1$d
                          steps:
                            - to: {uri: "direct:llm-chat"}
                    """.formatted(i));
        }
        return folder;
    }
}
