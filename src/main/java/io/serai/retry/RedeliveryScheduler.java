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
    private volatile boolean hurried;

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
        ScheduledFuture<?> task = super.schedule(() -> workers.execute(command), delay, unit);
        if (hurried) {
            runWaiting();
        }
        return task;
    }

    /** From now on nothing waits any more; what does is run at once. */
    public void hurry() {
        hurried = true;
        runWaiting();
    }

    private void runWaiting() {
        for (Runnable task : getQueue().toArray(new Runnable[0])) {
            if (remove(task)) {
                task.run();
            }
        }
    }
}
