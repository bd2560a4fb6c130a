package io.serai.watch;

import io.serai.error.ServiceException;
import io.serai.meter.Cost;
import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import io.serai.retry.CallListener;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Follows every call and tells the watchers when it or one of its requests is over. Thread-safe. */
public final class CallWatch implements CallListener {
    private final Clock clock;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    public CallWatch(Clock clock) {
        this.clock = clock;
    }

    /** A call that is under way; used by the call's own thread, read by others. */
    public static final class Running {
        private final Call call;
        private final long opened = System.nanoTime();
        private volatile int requests;
        private volatile long firstSent;
        private volatile long lastSent;
        private volatile long lastEnded;

        Running(Call call) {
            this.call = call;
        }

        public Call call() {
            return call;
        }

        public long millis() {
            return (System.nanoTime() - opened) / 1_000_000;
        }

        /** Time in Serai itself: before the first request and after the last one. */
        private long overheadMicros(long now) {
            long nanos = requests == 0 ? now - opened : firstSent - opened + (now - lastEnded);
            return Math.max(0, nanos / 1_000);
        }
    }

    public void add(Watcher watcher) {
        watchers.add(watcher);
    }

    /** The calls under way. */
    public Collection<Running> running() {
        return List.copyOf(running.values());
    }

    @Override
    public void opened(Call call) {
        running.put(call.id(), new Running(call));
    }

    @Override
    public void attempting(Call call) {
        Running state = running.get(call.id());
        if (state != null) {
            long now = System.nanoTime();
            state.lastSent = now;
            if (state.requests == 0) {
                state.firstSent = now;
            }
            state.requests = call.attempts() + 1;
        }
    }

    @Override
    public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
        Running state = running.get(call.id());
        if (state == null) {
            return;
        }
        long now = System.nanoTime();
        state.lastEnded = now;
        if (!call.hasTarget() || call.attempts() < state.requests) {
            return;
        }
        AttemptRecord attempt = new AttemptRecord(
                call.operation(),
                call.target().upstream().name(),
                call.target().model(),
                Outcome.of(failure),
                call.attempts(),
                failure == null ? 200 : failure.detail().status(),
                (now - state.lastSent) / 1_000_000);
        watchers.forEach(watcher -> watcher.over(attempt));
    }

    @Override
    public void closed(Call call, @Nullable ServiceException failure) {
        Running state = running.remove(call.id());
        if (state == null) {
            return;
        }
        CallRecord record = new CallRecord(
                clock.instant(),
                call.id(),
                call.operation(),
                call.hasTarget() ? call.target().upstream().name() : null,
                call.hasTarget() ? call.target().model() : null,
                call.tenant(),
                Outcome.of(failure),
                call.attempts(),
                state.millis(),
                state.overheadMicros(System.nanoTime()),
                call.bill().firstMillis(),
                call.bill().usage(),
                call.bill().cost(),
                saved(call),
                call.cache() == null ? null : String.valueOf(call.cache()),
                call.hasTarget() && call.target().upstream().sandbox(),
                failure == null ? null : failure.getMessage());
        watchers.forEach(watcher -> watcher.over(record));
    }

    /** What the call that paid for the reply had cost; a call that shared it has saved as much. */
    private static @Nullable Cost saved(Call call) {
        Receipt original = call.original();
        if (original == null) {
            return null;
        }
        return original.cost() == null ? Cost.UNKNOWN : original.cost();
    }
}
