package io.serai.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for commands on connections that may block for as long as an application has allowed them, which is a minute by
 * default. What is asked of one lane is done in the order of asking. Threads end after some idle seconds.
 */
final class HostLanes implements AutoCloseable {
    private static final int LANES = 8;
    /** What more waits would come too late anyway. */
    private static final int MAX_WAITING = 500;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final List<ThreadPoolExecutor> lanes = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Duration timeout;

    HostLanes(Duration timeout) {
        this.timeout = timeout;
        for (int i = 0; i < LANES; i++) {
            ThreadPoolExecutor lane = new ThreadPoolExecutor(
                    1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "serai-redis-host");
                        thread.setDaemon(true);
                        return thread;
                    });
            lane.allowCoreThreadTimeOut(true);
            lanes.add(lane);
        }
    }

    Duration timeout() {
        return timeout;
    }

    /** The number of some lane, another each time. */
    int next() {
        return Math.floorMod(next.getAndIncrement(), LANES);
    }

    /** The number of the lane of a key. */
    int of(byte[] key) {
        return Math.floorMod(Arrays.hashCode(key), LANES);
    }

    /** Does this on a lane; the stage ends with a {@link TimeoutException} when that takes longer than the timeout. */
    <T> CompletableFuture<T> ask(int number, Callable<T> command) {
        return ask(number, timeout, command);
    }

    <T> CompletableFuture<T> ask(int number, Duration longest, Callable<T> command) {
        ThreadPoolExecutor lane = lanes.get(number);
        if (lane.getQueue().size() >= MAX_WAITING) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("too much waits for Redis"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> task = lane.submit(() -> {
            try {
                answer.complete(command.call());
            } catch (Exception | LinkageError e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenComplete((value, failure) -> {
            if (failure instanceof TimeoutException) {
                task.cancel(true);
            }
        });
    }

    /** Does this on a lane once all that was asked of it is over, however long that takes. */
    void later(int number, Runnable last) {
        try {
            lanes.get(number).execute(last);
        } catch (RejectedExecutionException e) {
            last.run();
        }
    }

    @Override
    public void close() {
        for (ThreadPoolExecutor lane : lanes) {
            // What was to be done last, such as giving back a connection, is done; nobody waits for the rest.
            lane.shutdownNow().stream()
                    .filter(task -> !(task instanceof Future))
                    .forEach(Runnable::run);
        }
    }
}
