package io.serai.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenarios by name. */
final class Scenarios {
    /** Measures one thing. */
    interface Scenario {
        Table run(Rig rig, Plan plan) throws Exception;
    }

    private static final Map<String, Scenario> ALL = new LinkedHashMap<>();

    static {
        ALL.put("throughput", CallScenarios::throughput);
        ALL.put("latency", CallScenarios::latency);
        ALL.put("cache", CallScenarios::cache);
        ALL.put("burst", ConcurrencyScenarios::burst);
        ALL.put("streams", ConcurrencyScenarios::streams);
        ALL.put("streams-spread", ConcurrencyScenarios::spread);
        ALL.put("images", CallScenarios::images);
        ALL.put("start", StartScenario::run);
        ALL.put("growth", GrowthScenario::run);
        ALL.put("pieces", PieceScenario::run);
    }

    private Scenarios() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Scenario named(String name) {
        Scenario scenario = ALL.get(name);
        if (scenario == null) {
            throw new IllegalArgumentException(name + ": there is no such scenario; there are " + ALL.keySet());
        }
        return scenario;
    }
}
