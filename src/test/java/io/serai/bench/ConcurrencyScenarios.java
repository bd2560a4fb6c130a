package io.serai.bench;

import static io.serai.bench.Sample.median;
import static io.serai.bench.Table.number;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many calls under way at the same time. */
final class ConcurrencyScenarios {
    private static final int CALLS = 1_000;
    private static final int STREAMS = 500;

    private ConcurrencyScenarios() {}

    static Table burst(Rig rig, Plan plan) throws Exception {
        Map<Target, List<Sample>> samples;
        try (Field field = new Field(rig, Work.SLOW, plan.targets())) {
            samples = field.warm(load -> load.burst(CALLS)).rounds(plan.rounds(), load -> load.burst(CALLS));
        }
        List<List<String>> rows = new ArrayList<>();
        samples.forEach((target, taken) -> rows.add(List.of(
                target.name(),
                number(median(taken, sample -> sample.result().calls())) + Sample.errors(taken),
                number(median(taken, sample -> sample.result().seconds())),
                String.valueOf((int) median(taken, Sample::threads)),
                number(median(taken, Sample::residentMb)))));
        return new Table(
                "burst",
                "1,000 calls at once, each 2 s at the upstream",
                "All connections are open before; the time runs from the first request to the last answer.",
                LocalDate.now().toString(),
                List.of("through", "answered", "all answered after s", "threads", "resident MB"),
                rows,
                2);
    }

    static Table streams(Rig rig, Plan plan) throws Exception {
        Map<Target, List<Sample>> samples;
        try (Field field = new Field(rig, Work.STREAM, plan.targets())) {
            samples = field.warm(load -> load.burst(STREAMS))
                    .warm(load -> load.burst(STREAMS))
                    .rounds(plan.rounds(), load -> load.burst(STREAMS));
        }
        double direct = median(
                samples.values().iterator().next(), sample -> sample.result().firstP50());
        double portkey = CallScenarios.portkey(samples, ConcurrencyScenarios::cpuPerChunk);
        List<List<String>> rows = new ArrayList<>();
        samples.forEach((target, taken) -> {
            double cpu = median(taken, ConcurrencyScenarios::cpuPerChunk);
            double first = median(taken, sample -> sample.result().firstP50());
            rows.add(List.of(
                    target.name(),
                    number(median(taken, sample -> sample.result().calls())) + Sample.errors(taken),
                    number(first),
                    number(first - direct),
                    number(median(taken, sample -> sample.result().firstP99())),
                    target instanceof DirectTarget ? "–" : number(cpu),
                    target instanceof DirectTarget ? "–" : number(cpu / portkey),
                    target instanceof DirectTarget ? "–" : number(median(taken, Sample::residentMb))));
        });
        return new Table(
                "streams",
                "500 streams at once",
                "50 chunks each, 20 ms apart, the first after 20 ms.",
                LocalDate.now().toString(),
                List.of(
                        "through",
                        "streams",
                        "first chunk p50 ms",
                        "more than direct",
                        "first chunk p99 ms",
                        "CPU µs a chunk",
                        "of Portkey's",
                        "resident MB"),
                rows,
                2);
    }

    private static double cpuPerChunk(Sample sample) {
        return sample.cpuMicrosPerCall() / StaticUpstream.CHUNKS;
    }
}
