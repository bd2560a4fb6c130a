package io.serai.bench;

import static io.serai.bench.Sample.median;
import static io.serai.bench.Table.number;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls whose upstream answers at once: how many, how fast, at what cost. */
final class CallScenarios {
    private static final int CONNECTIONS = 64;
    private static final int LATENCY_RATE = 200;
    private static final double WARM_SECONDS = 10;

    private CallScenarios() {}

    static Table throughput(Rig rig, Plan plan) throws Exception {
        return most(
                rig,
                plan,
                Work.CHAT,
                "throughput",
                "Non-streaming chat, as many as go",
                "64 connections, every prompt a new one, so that Serai looks into its cache, finds nothing, asks the "
                        + "upstream, checks the reply, stores it, writes its ledger and counts. nginx, HAProxy and Spring "
                        + "Cloud Gateway only pass bytes on.");
    }

    static Table cache(Rig rig, Plan plan) throws Exception {
        return most(
                rig,
                plan,
                Work.CACHED,
                "cache",
                "Answers from the cache",
                "64 connections, always the same prompt. Serai's cache is Redis; direct is a plain GET of 600 bytes from the "
                        + "same Redis; Portkey's cache is in its own memory.");
    }

    static Table images(Rig rig, Plan plan) throws Exception {
        return most(
                rig,
                plan,
                Work.IMAGE,
                "images",
                "Images of 1.5 MB",
                "16 connections; each reply is 2 MB of JSON with the image as base64.");
    }

    private static Table most(Rig rig, Plan plan, Work work, String name, String title, String text) throws Exception {
        int connections = work == Work.IMAGE ? 16 : CONNECTIONS;
        Map<Target, List<Sample>> samples;
        try (Field field = new Field(rig, work, plan.targets())) {
            samples = field.warm(load -> load.closed(connections, WARM_SECONDS))
                    .rounds(plan.rounds(), load -> load.closed(connections, plan.seconds()));
        }
        double portkey = portkey(samples, sample -> sample.result().callsPerSecond());
        double portkeyCpu = portkey(samples, Sample::cpuMicrosPerCall);
        List<List<String>> rows = new ArrayList<>();
        samples.forEach((target, taken) -> {
            double calls = median(taken, sample -> sample.result().callsPerSecond());
            double cpu = median(taken, Sample::cpuMicrosPerCall);
            rows.add(List.of(
                    target.name(),
                    number(calls) + Sample.errors(taken),
                    number(calls / portkey),
                    target instanceof DirectTarget ? "–" : number(cpu),
                    target instanceof DirectTarget ? "–" : number(cpu / portkeyCpu),
                    target instanceof DirectTarget ? "–" : number(median(taken, Sample::residentMb))));
        });
        return new Table(
                name,
                title,
                text,
                LocalDate.now().toString(),
                List.of("through", "calls/s", "x Portkey", "CPU µs a call", "of Portkey's", "resident MB"),
                rows,
                1);
    }

    static double portkey(Map<Target, List<Sample>> samples, java.util.function.ToDoubleFunction<Sample> of) {
        return samples.entrySet().stream()
                .filter(one -> one.getKey() instanceof PortkeyTarget)
                .mapToDouble(one -> median(one.getValue(), of))
                .findFirst()
                .orElse(Double.NaN);
    }

    static Table latency(Rig rig, Plan plan) throws Exception {
        Map<Target, List<Sample>> samples;
        try (Field field = new Field(rig, Work.CHAT, plan.targets())) {
            samples = field.warm(load -> load.closed(CONNECTIONS, WARM_SECONDS))
                    .rounds(plan.rounds(), load -> load.open(LATENCY_RATE, Math.max(10, plan.seconds())));
        }
        List<Sample> direct = samples.values().iterator().next();
        double p50 = median(direct, sample -> sample.result().p50());
        double p99 = median(direct, sample -> sample.result().p99());
        List<List<String>> rows = new ArrayList<>();
        samples.forEach((target, taken) -> rows.add(List.of(
                target.name(),
                number(median(taken, sample -> sample.result().p50()) - p50) + Sample.errors(taken),
                number(median(taken, sample -> sample.result().p99()) - p99),
                number(median(taken, sample -> sample.result().p50())),
                number(median(taken, sample -> sample.result().p99())),
                number(median(taken, sample -> sample.result().max())))));
        return new Table(
                "latency",
                "Time added at 200 calls a second",
                "Calls start at fixed times whatever came back before and are timed from then, so that a stall is not "
                        + "hidden. Every prompt is a new one.",
                LocalDate.now().toString(),
                List.of("through", "p50 added ms", "p99 added ms", "p50 ms", "p99 ms", "longest ms"),
                rows,
                1);
    }
}
