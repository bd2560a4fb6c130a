package io.serai.redis;

import io.serai.error.ErrorDetail;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks Redis twice a second whether it is there, on a thread of its own: so calls find out that it has gone, or has come back,
 * without waiting for it themselves.
 */
final class RedisProbe implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RedisConnection connection;
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread probe = new Thread(task, "serai-redis-probe");
        probe.setDaemon(true);
        return probe;
    });

    private final Future<?> asking;

    private RedisProbe(RedisConnection connection) {
        this.connection = connection;
        ask();
        this.asking =
                thread.scheduleWithFixedDelay(this::ask, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks once before it returns, so that the first call finds what an earlier process has left. */
    static RedisProbe start(RedisConnection connection) {
        return new RedisProbe(connection);
    }

    private void ask() {
        try {
            connection.ping();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            connection.explain(ErrorDetail.of("reuse").at(RedisCacheRoutes.BACKEND, null, 1), e);
        }
    }

    @Override
    public void close() {
        asking.cancel(true);
        thread.shutdownNow();
    }
}
