package io.serai.bench;

import static io.serai.bench.Sample.median;
import static io.serai.bench.Table.number;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Many calls under way at the same time. */
final class ConcurrencyScenarios {
    private static final int CALLS = 1_000;
    private static final int STREAMS = 500;
    private static final double SPREAD_SECONDS = 2;
    private static final double WARM_SECONDS = 6;
    private static final ToDoubleFunction<Sample> FIRST =
            sample -> sample.result().firstP50();

    private ConcurrencyScenarios() {}

    static Table burst(Rig rig, Plan plan) throws Exception {
        Versus found = all(rig, plan, Work.SLOW, load -> load.burst(CALLS));
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : found.serai()) {
            List<Sample> taken = found.samples().get(serai);
            double seconds = Sample.clean(taken, sample -> sample.result().seconds());
            aims.add(Aim.atMost(2.6, "1,000 calls of 2 s: all answered within 2.6 s", serai, seconds));
            aims.add(Aim.atMost(350, "1,000 calls of 2 s: 350 MB resident", serai, median(taken, Sample::residentMb)));
            if (serai.hasVirtualThreads()) {
                aims.add(Aim.atMost(
                        60, "1,000 calls of 2 s: 60 threads of the system", serai, median(taken, Sample::threads)));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        found.samples()
                .forEach((target, taken) -> rows.add(List.of(
                        target.name(),
                        number(median(taken, sample -> sample.result().calls())) + Sample.errors(taken),
                        number(median(taken, sample -> sample.result().seconds())),
                        String.valueOf((int) median(taken, Sample::threads)),
                        number(median(taken, Sample::residentMb)))));
        return new Table(
                "burst",
                "1,000 calls at once, each 2 s at the upstream",
                "All connections are open before; the time runs from the first request to the last answer.",
                plan,
                List.of("through", "answered", "all answered after s", "threads", "resident MB"),
                rows,
                2,
                aims);
    }

    static Table streams(Rig rig, Plan plan) throws Exception {
        return streams(
                all(rig, plan, Work.STREAM, load -> load.burst(STREAMS)),
                plan,
                "streams",
                "500 streams opened in the same instant",
                "50 chunks each, 20 ms apart, the first after 20 ms. All 500 requests are sent at once, so that the last has to "
                        + "wait for the work of 499 others; it is the machine that is measured as much as the gateway.");
    }

    static Table spread(Rig rig, Plan plan) throws Exception {
        return streams(
                all(rig, plan, Work.DRIP, load -> load.spread(STREAMS, SPREAD_SECONDS)),
                plan,
                "streams-spread",
                "500 streams opened over 2 seconds",
                "50 chunks each, the first after 20 ms, then 60 ms apart: all 500 are open at the same time. Each is opened at "
                        + "its own moment, 4 ms after the one before, and timed from then.");
    }

    private static Versus all(Rig rig, Plan plan, Work work, UnaryOperator<Load> shape) throws Exception {
        try (Field field = new Field(rig, work, plan.targets())) {
            // Compilers settle with many short calls; then once as it will be.
            return new Versus(field.warm(Work.CHAT, load -> load.closed(CallScenarios.CONNECTIONS, WARM_SECONDS))
                    .warm(shape)
                    .rounds(plan.rounds(), shape));
        }
    }

    private static Table streams(Versus found, Plan plan, String name, String title, String text) {
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : found.serai()) {
            aims.add(Aim.atMost(
                    5,
                    title + ": first chunk 5 ms after direct, median",
                    serai,
                    found.more(serai, Versus.DIRECT, FIRST)));
            aims.add(Aim.atMost(
                    1 / 3.0,
                    title + ": a third of Portkey's processor time a chunk",
                    serai,
                    found.times(serai, Versus.PORTKEY, ConcurrencyScenarios::cpuPerChunk)));
        }
        List<List<String>> rows = new ArrayList<>();
        found.samples().forEach((target, taken) -> {
            boolean direct = target instanceof DirectTarget;
            rows.add(List.of(
                    target.name(),
                    number(median(taken, sample -> sample.result().calls())) + Sample.errors(taken),
                    number(median(taken, FIRST)),
                    number(found.more(target, Versus.DIRECT, FIRST)),
                    number(median(taken, sample -> sample.result().firstP99())),
                    direct ? "–" : number(median(taken, ConcurrencyScenarios::cpuPerChunk)),
                    direct ? "–" : number(found.times(target, Versus.PORTKEY, ConcurrencyScenarios::cpuPerChunk)),
                    direct ? "–" : number(median(taken, Sample::residentMb))));
        });
        List<String> columns = List.of(
                "through",
                "streams",
                "first chunk p50 ms",
                "more than direct",
                "first chunk p99 ms",
                "CPU µs a chunk",
                "of Portkey's",
                "resident MB");
        return new Table(name, title, text, plan, columns, rows, 2, aims);
    }

    private static double cpuPerChunk(Sample sample) {
        return sample.cpuMicrosPerCall() / StaticUpstream.CHUNKS;
    }
}
