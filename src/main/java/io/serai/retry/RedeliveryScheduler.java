package io.serai.retry;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Times redeliveries on one thread and hands the work, which may block on an upstream, to the workers: a waiting call
 * holds no thread, and a slow one delays no other.
 */
public final class RedeliveryScheduler extends ScheduledThreadPoolExecutor {
    private final ExecutorService workers;

    public RedeliveryScheduler(ExecutorService workers) {
        super(1, task -> {
            Thread thread = new Thread(task, "serai-redelivery");
            thread.setDaemon(true);
            return thread;
        });
        this.workers = workers;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return super.schedule(() -> workers.execute(command), delay, unit);
    }
}
