package io.serai.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** The targets of one scenario, all running, measured in turns so that the machine's moods meet them alike. */
final class Field implements AutoCloseable {
    private final Rig rig;
    private final Work work;
    private final Map<Target, Target.Running> running = new LinkedHashMap<>();

    Field(Rig rig, Work work, List<Target> targets) throws Exception {
        this.rig = rig;
        this.work = work;
        for (Target target : targets) {
            if (target.works().contains(work)) {
                running.put(target, target.start(rig));
            }
        }
    }

    /** Lets just-in-time compilers and caches settle; nothing of it counts. */
    Field warm(UnaryOperator<Load> shape) throws Exception {
        return warm(work, shape);
    }

    /** With other work than what is measured. */
    Field warm(Work other, UnaryOperator<Load> shape) throws Exception {
        for (Target.Running target : running.values()) {
            rig.run(shape.apply(target.load(other)));
        }
        return this;
    }

    Map<Target, List<Sample>> rounds(int rounds, UnaryOperator<Load> shape) throws Exception {
        Map<Target, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Target, Target.Running> one : running.entrySet()) {
                Sample sample =
                        measure(one.getValue(), shape.apply(one.getValue().load(work)));
                samples.computeIfAbsent(one.getKey(), target -> new ArrayList<>())
                        .add(sample);
                System.err.printf(
                        "  %-28s %9.0f calls/s  p50 %.2f  p99 %.2f  first %.2f ms  %.0f us  %.0f MB  %d threads%s%n",
                        one.getKey().name(),
                        sample.result().callsPerSecond(),
                        sample.result().p50(),
                        sample.result().p99(),
                        sample.result().firstP50(),
                        sample.cpuMicrosPerCall(),
                        sample.residentMb(),
                        sample.threads(),
                        Sample.errors(List.of(sample)));
            }
        }
        return samples;
    }

    private Sample measure(Target.Running target, Load load) throws Exception {
        Child child = target.child();
        Watch watch = new Watch(child);
        double before = child.cpuSeconds();
        LoadResult result = rig.run(load);
        double used = child.cpuSeconds() - before;
        watch.end();
        return new Sample(result, used, watch.residentMb, watch.threads);
    }

    /** Looks at a process from time to time. */
    private static final class Watch extends Thread {
        private final Child child;
        private final AtomicBoolean over = new AtomicBoolean();
        private double residentMb;
        private int threads;

        Watch(Child child) {
            super("watch");
            this.child = child;
            look();
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            while (!over.get()) {
                try {
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
                look();
            }
        }

        private void look() {
            residentMb = Math.max(residentMb, child.residentMb());
            threads = Math.max(threads, child.threads());
        }

        void end() throws InterruptedException {
            over.set(true);
            join();
        }
    }

    @Override
    public void close() throws Exception {
        for (Target.Running target : running.values()) {
            target.close();
        }
    }
}
