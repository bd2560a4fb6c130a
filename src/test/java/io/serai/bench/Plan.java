package io.serai.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line asks for.
 *
 * @param scenarios names, in order; all by default
 * @param rounds of each measurement
 * @param seconds of each round
 * @param serai Serai on each JVM that was named, the first with the JVM that runs this
 * @param anchors gateways found
 */
record Plan(List<String> scenarios, int rounds, double seconds, List<SeraiTarget> serai, List<Target> anchors) {

    private static final Path SPRING_CLOUD_GATEWAY =
            Path.of("src", "test", "bench", "spring-cloud-gateway", "target", "anchor.jar");

    /** Options may come one by one or several in one text. */
    static Plan of(String[] args) {
        Map<String, List<String>> options = new HashMap<>();
        for (String arg : String.join(" ", args).strip().split("\\s+")) {
            if (arg.isEmpty()) {
                continue;
            }
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException(
                        arg + ": options look like --rounds=5; see src/main/docs/benchmark.md");
            }
            String option = arg.substring(2, equals);
            String value = arg.substring(equals + 1);
            options.computeIfAbsent(option, name -> new ArrayList<>())
                    // A JVM option may hold commas; it is given once for each.
                    .addAll(option.equals("jvm") ? List.of(value) : Arrays.asList(value.split(",")));
        }
        List<SeraiTarget> serai = new ArrayList<>();
        List<String> jvm = new ArrayList<>(SeraiTarget.OPTIONS);
        jvm.addAll(options.getOrDefault("jvm", List.of()));
        for (String home : options.getOrDefault("java", List.of(System.getProperty("java.home")))) {
            Path path = Path.of(home);
            String feature = Machine.javaVersion(path).replaceAll("^(Java \\d+).*", "$1");
            serai.add(new SeraiTarget("Serai, " + feature, path, jvm, Map.of()));
        }
        return new Plan(
                options.getOrDefault("scenarios", Scenarios.names()),
                Integer.parseInt(options.getOrDefault("rounds", List.of("5")).get(0)),
                Double.parseDouble(options.getOrDefault("seconds", List.of("5")).get(0)),
                serai,
                anchors(options));
    }

    private static List<Target> anchors(Map<String, List<String>> options) {
        List<Target> anchors = new ArrayList<>(List.of(new DirectTarget()));
        if (Machine.has("nginx")) {
            anchors.add(Anchors.nginx());
        }
        if (Machine.has("haproxy")) {
            anchors.add(Anchors.haproxy());
        }
        if (Files.exists(SPRING_CLOUD_GATEWAY)) {
            anchors.add(Anchors.springCloudGateway(SPRING_CLOUD_GATEWAY));
        }
        for (String script : options.getOrDefault("portkey", List.of())) {
            anchors.add(Anchors.portkey(Path.of(script)));
        }
        return anchors;
    }

    List<Target> targets() {
        List<Target> all = new ArrayList<>(anchors);
        all.addAll(serai);
        return all;
    }
}
