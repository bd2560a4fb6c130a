package io.serai.bench;

import static io.serai.bench.Sample.median;
import static io.serai.bench.Table.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Calls whose upstream answers at once: how many, how fast, at what cost. */
final class CallScenarios {
    static final int CONNECTIONS = 64;
    static final double WARM_SECONDS = 10;

    private static final int IMAGE_CONNECTIONS = 16;
    private static final int LATENCY_RATE = 200;
    private static final double LATENCY_SECONDS = 8;
    private static final ToDoubleFunction<Sample> CALLS =
            sample -> sample.result().callsPerSecond();
    private static final ToDoubleFunction<Sample> P50 =
            sample -> sample.result().p50();
    private static final ToDoubleFunction<Sample> P99 =
            sample -> sample.result().p99();

    private CallScenarios() {}

    static Table throughput(Rig rig, Plan plan) throws Exception {
        Versus found = most(rig, plan, Work.CHAT, plan.targets());
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : found.serai()) {
            aims.add(
                    Aim.atLeast(10, "chats: 10 × Portkey's calls/s", serai, found.times(serai, Versus.PORTKEY, CALLS)));
            aims.add(Aim.atMost(
                    0.1,
                    "chats: 0.1 of Portkey's processor time",
                    serai,
                    found.times(serai, Versus.PORTKEY, Sample::cpuMicrosPerCall)));
            aims.add(Aim.atLeast(
                    1.5,
                    "chats: 1.5 × Spring Cloud Gateway's calls/s",
                    serai,
                    found.times(serai, Versus.SPRING, CALLS)));
        }
        return table(
                found,
                plan,
                "throughput",
                "Non-streaming chat, as many as go",
                "64 connections, every prompt a new one, so that Serai looks into its cache, finds nothing, asks the "
                        + "upstream, checks the reply, stores it, writes its ledger and counts. nginx, HAProxy and Spring "
                        + "Cloud Gateway only pass bytes on.",
                aims);
    }

    static Table cache(Rig rig, Plan plan) throws Exception {
        List<Target> targets = new ArrayList<>(plan.targets());
        plan.serai()
                .forEach(
                        serai -> targets.add(serai.with(serai.name() + ", in process", Map.of("serai.redis.url", ""))));
        Versus found = most(rig, plan, Work.CACHED, targets);
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : found.serai()) {
            aims.add(Aim.atLeast(
                    25, "cache: 25 × Portkey's answers/s", serai, found.times(serai, Versus.PORTKEY, CALLS)));
            aims.add(Aim.atLeast(
                    1 / 3.0, "cache: a third of plain Redis GETs/s", serai, found.times(serai, Versus.DIRECT, CALLS)));
        }
        return table(
                found,
                plan,
                "cache",
                "Answers from the cache",
                "64 connections, always the same prompt. Serai's cache is in Redis or, where the name says so, in process; "
                        + "direct is a plain GET of 600 bytes from the same Redis; Portkey's cache is in its own memory.",
                aims);
    }

    static Table images(Rig rig, Plan plan) throws Exception {
        Versus found = most(rig, plan, Work.IMAGE, plan.targets());
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : found.serai()) {
            aims.add(Aim.atLeast(
                    10, "images: 10 × Portkey's calls/s", serai, found.times(serai, Versus.PORTKEY, CALLS)));
            List<Sample> taken = found.samples().get(serai);
            double growth =
                    taken.get(taken.size() - 1).residentMb() / taken.get(0).residentMb();
            aims.add(Aim.atMost(1.1, "images: memory of the last round, of the first", serai, growth));
        }
        return table(
                found,
                plan,
                "images",
                "Images of 1.5 MB",
                "16 connections; each reply is 2 MB of JSON with the image as base64.",
                aims);
    }

    private static Versus most(Rig rig, Plan plan, Work work, List<Target> targets) throws Exception {
        int connections = work == Work.IMAGE ? IMAGE_CONNECTIONS : CONNECTIONS;
        try (Field field = new Field(rig, work, targets)) {
            return new Versus(field.warm(load -> load.closed(connections, WARM_SECONDS))
                    .rounds(plan.rounds(), load -> load.closed(connections, plan.seconds())));
        }
    }

    private static Table table(Versus found, Plan plan, String name, String title, String text, List<Aim> aims) {
        List<List<String>> rows = new ArrayList<>();
        found.samples().forEach((target, taken) -> {
            boolean direct = target instanceof DirectTarget;
            rows.add(List.of(
                    target.name(),
                    number(median(taken, CALLS)) + Sample.errors(taken),
                    number(found.times(target, Versus.PORTKEY, CALLS)),
                    direct ? "–" : number(median(taken, Sample::cpuMicrosPerCall)),
                    direct ? "–" : number(found.times(target, Versus.PORTKEY, Sample::cpuMicrosPerCall)),
                    direct ? "–" : number(median(taken, Sample::residentMb))));
        });
        List<String> columns =
                List.of("through", "calls/s", "× Portkey", "CPU µs a call", "of Portkey's", "resident MB");
        return new Table(name, title, text, plan, columns, rows, 1, aims);
    }

    static Table latency(Rig rig, Plan plan) throws Exception {
        Versus found;
        try (Field field = new Field(rig, Work.CHAT, plan.targets())) {
            found = new Versus(field.warm(load -> load.closed(CONNECTIONS, WARM_SECONDS))
                    .rounds(plan.rounds(), load -> load.open(LATENCY_RATE, Math.max(LATENCY_SECONDS, plan.seconds()))));
        }
        List<Aim> aims = new ArrayList<>();
        for (SeraiTarget serai : found.serai()) {
            aims.add(
                    Aim.atMost(0.5, "200 chats/s: 0.5 ms added, median", serai, found.more(serai, Versus.DIRECT, P50)));
            aims.add(Aim.atMost(2, "200 chats/s: 2 ms added, p99", serai, found.more(serai, Versus.DIRECT, P99)));
        }
        List<List<String>> rows = new ArrayList<>();
        found.samples()
                .forEach((target, taken) -> rows.add(List.of(
                        target.name(),
                        number(found.more(target, Versus.DIRECT, P50)) + Sample.errors(taken),
                        number(found.more(target, Versus.DIRECT, P99)),
                        number(median(taken, P50)),
                        number(median(taken, P99)),
                        number(median(taken, sample -> sample.result().max())))));
        return new Table(
                "latency",
                "Time added at 200 calls a second",
                "Calls start at fixed times whatever came back before and are timed from then, so that a stall is not "
                        + "hidden. Every prompt is a new one.",
                plan,
                List.of("through", "p50 added ms", "p99 added ms", "p50 ms", "p99 ms", "longest ms"),
                rows,
                1,
                aims);
    }
}
