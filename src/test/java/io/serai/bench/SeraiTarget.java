package io.serai.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The program from its jar, with everything on: access keys, JSON checks, policy, cache in Redis, ledger, metrics.
 *
 * @param name as in the tables
 * @param javaHome the JVM to run it with
 * @param options of that JVM
 * @param settings on top of what every run needs
 */
record SeraiTarget(String name, Path javaHome, List<String> options, Map<String, String> settings) implements Target {
    private static final String KEY = "sk-benchmark-0123456789abcdef";
    static final Path JAR = Path.of("target", "serai.jar").toAbsolutePath();

    /** What the documentation advises for a small machine. */
    static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    @Override
    public String version() {
        return name + " on " + Machine.javaVersion(javaHome) + " " + String.join(" ", options);
    }

    @Override
    public Set<Work> works() {
        return EnumSet.allOf(Work.class);
    }

    /** Java 21 and later. */
    boolean hasVirtualThreads() {
        return feature() >= 21;
    }

    int feature() {
        return Integer.parseInt(Machine.javaVersion(javaHome).replaceAll("^Java (\\d+).*", "$1"));
    }

    /** With more for its JVM. */
    SeraiTarget with(String named, String option) {
        List<String> all = new ArrayList<>(options);
        all.add(option);
        return new SeraiTarget(named, javaHome, all, settings);
    }

    SeraiTarget with(String named, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new SeraiTarget(named, javaHome, options, all);
    }

    @Override
    public Running start(Rig rig) throws Exception {
        int port = Child.freePort();
        Path folder = Files.createTempDirectory(rig.folder(), "serai");
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("serai.port", String.valueOf(port));
        properties.put("serai.management.port", String.valueOf(Child.freePort()));
        properties.put("serai.mode", "live");
        properties.put("serai.api-keys", KEY);
        properties.put("serai.upstream.openai.api-key", "sk-upstream");
        properties.putIfAbsent("serai.redis.url", rig.redis().url());
        for (Work work : Work.values()) {
            properties.put("serai.upstream." + work.manner + ".base-url", rig.upstreamUrl(work));
            properties.put("serai.upstream." + work.manner + ".api-key", "sk-upstream");
        }
        List<String> lines = new ArrayList<>();
        properties.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(folder.resolve("application.properties"), lines);
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        Child child = Child.start(folder, Map.of("LC_ALL", "C.UTF-8"), command);
        child.awaitPort(port);
        return new Proxied(child, work -> {
            String model = work.manner + "/" + work.model();
            Load load = Load.post(port, "/v1/" + work.path, "Authorization: Bearer " + KEY + "\r\n", work.body(model));
            return work == Work.CACHED ? load.counting(0, 1) : load;
        });
    }
}
