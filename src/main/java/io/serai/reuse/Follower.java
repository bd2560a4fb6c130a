package io.serai.reuse;

import io.serai.meter.CacheUse;
import io.serai.retry.Call;
import io.serai.retry.ChunkSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Shows one caller the parts of a reply that another pays for, then ends his wait: one thing after the other, at his own
 * pace, on workers. Between parts it holds no thread. Thread-safe.
 */
final class Follower {
    private final Call call;
    private final @Nullable ChunkSink sink;
    private final Executor workers;
    private final Deque<Flight.Part> parts = new ArrayDeque<>();
    private @Nullable Runnable end;
    private boolean busy;
    private boolean shown;
    private boolean gone;

    /**
     * @param sink where the parts go; null when the caller wants the whole
     */
    Follower(Call call, @Nullable ChunkSink sink, Executor workers) {
        this.call = call;
        this.sink = sink;
        this.workers = workers;
    }

    /** Queues a part. */
    synchronized void show(Flight.Part part) {
        if (sink != null && end == null) {
            parts.add(part);
            wake();
        }
    }

    /**
     * Queues the end; the first one counts.
     *
     * @param atOnce whether what is queued is not shown any more
     */
    synchronized boolean end(Runnable what, boolean atOnce) {
        if (end != null) {
            return false;
        }
        end = what;
        if (atOnce) {
            parts.clear();
        }
        wake();
        return true;
    }

    /** Whether the caller has seen a part. Asked by the end only. */
    boolean hasShown() {
        return shown;
    }

    private void wake() {
        if (!busy) {
            busy = true;
            workers.execute(this::work);
        }
    }

    private void work() {
        while (true) {
            Flight.Part next;
            Runnable last = null;
            synchronized (this) {
                next = parts.poll();
                if (next == null && end == null) {
                    busy = false;
                    return;
                }
                if (next == null) {
                    last = end;
                }
            }
            if (next == null) {
                if (last != null) {
                    last.run();
                }
                return;
            }
            show(next, sink);
        }
    }

    private void show(Flight.Part part, @Nullable ChunkSink to) {
        if (gone || to == null) {
            return;
        }
        if (!shown) {
            call.reused(part.receipt(), CacheUse.SHARED, 0);
            shown = true;
        }
        call.showed();
        try {
            to.show(part.json(), part.usage());
        } catch (IOException | RuntimeException e) {
            // He is not told the end either; whoever follows the flight sees to that.
            gone = true;
        }
    }
}
