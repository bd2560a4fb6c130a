package io.serai.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures Serai beside the gateways that are on this machine, and writes src/main/docs/benchmark.md with its plots. Needs
 * target/serai.jar. What a run finds is kept in target/benchmark, so that scenarios can be run one at a time.
 *
 * <pre>{@code
 * mvn -q package -DskipTests
 * mvn -q test-compile exec:exec@benchmark -Dbench="--rounds=5"
 * }</pre>
 */
public final class Benchmark {
    private static final Path FOUND = Path.of("target", "benchmark");

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Plan plan = Plan.of(args);
        Files.createDirectories(FOUND);
        ObjectMapper json = new ObjectMapper();
        plan.scenarios().forEach(Scenarios::named);
        List<String> failed = new ArrayList<>();
        for (String name : plan.scenarios()) {
            System.err.println(name);
            Scenarios.Scenario scenario = Scenarios.named(name);
            // A fresh rig for each: nothing of one scenario is left for the next.
            try (Rig rig = new Rig(Files.createTempDirectory("serai-bench"))) {
                Table table = scenario.run(rig, plan);
                if (plan.rounds() >= BenchmarkPage.LEAST_ROUNDS) {
                    json.writeValue(FOUND.resolve(name + ".json").toFile(), table);
                }
                System.out.println(table.markdown());
            } catch (Exception e) {
                // The others are worth having; what this one found before, if anything, keeps its date on the page.
                e.printStackTrace();
                failed.add(name);
            }
        }
        List<Table> tables = new ArrayList<>();
        for (String name : Scenarios.names()) {
            Path found = FOUND.resolve(name + ".json");
            if (Files.exists(found)) {
                tables.add(json.readValue(found.toFile(), Table.class));
            }
        }
        if (plan.rounds() < BenchmarkPage.LEAST_ROUNDS) {
            System.err.println("The page needs " + BenchmarkPage.LEAST_ROUNDS + " rounds; it is left as it is.");
            System.exit(0);
        }
        BenchmarkPage.write(Path.of("src", "main", "docs"), plan, tables);
        if (!failed.isEmpty()) {
            System.err.println("Failed: " + String.join(", ", failed));
        }
        System.exit(failed.isEmpty() ? 0 : 1);
    }
}
