package io.serai.redis;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Redis answers, by its last commands: writes one line when that changes, none for each failure. */
final class RedisHealth {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHealth.class);

    private final String nodes;
    private final Duration patience;
    private boolean down;
    private @Nullable Long silentSince;

    /**
     * @param patience how long timeouts, and nothing else, are put up with
     */
    RedisHealth(String nodes, Duration patience) {
        this.nodes = nodes;
        this.patience = patience;
    }

    synchronized void up() {
        silentSince = null;
        if (down) {
            down = false;
            LOG.info("Redis at {} is up again", nodes);
        }
    }

    /** Notes a failure. Answers true when Redis has been silent for longer than the patience, and then counts anew. */
    synchronized boolean down(ServiceException failure) {
        if (!RedisErrors.isDown(failure)) {
            up();
            return false;
        }
        if (!down) {
            down = true;
            LOG.warn("Redis at {} is down: {}", nodes, failure.getMessage());
        }
        long now = System.nanoTime();
        if (!(failure instanceof ApiTimeoutException)) {
            silentSince = null;
        } else if (silentSince == null) {
            silentSince = now;
        } else if (now - silentSince > patience.toNanos()) {
            silentSince = null;
            return true;
        }
        return false;
    }
}
