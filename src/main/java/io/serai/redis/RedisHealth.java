package io.serai.redis;

import io.serai.error.AuthException;
import io.serai.error.ServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Redis answers, and in time, by its last commands: writes one line when that changes, none for each failure. */
final class RedisHealth {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHealth.class);
    /** For so long, and so often in a row, it must be slow: one pause of a machine is no slow Redis. */
    private static final Duration SLOW_FOR = Duration.ofSeconds(1);

    private static final int SLOW_TIMES = 10;

    private final String nodes;
    private final Duration patience;
    private final Duration slow;
    private volatile @Nullable String problem;
    private long failedAt;
    private boolean isSlow;
    private boolean refusesUs;
    private boolean refusesWrites;
    private @Nullable Long silentSince;
    private @Nullable Long slowSince;
    private int slowTimes;

    /**
     * @param patience how long failures, and nothing else, are put up with
     * @param slow what takes longer is
     */
    RedisHealth(String nodes, Duration patience, Duration slow) {
        this.nodes = nodes;
        this.patience = patience;
        this.slow = slow;
    }

    /** What is wrong with it; null when all is well. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Whether it does not answer at all; one that is slow does. */
    synchronized boolean isDown() {
        return problem != null && !isSlow;
    }

    /** An answer to a command that is sent now, or as good as now. */
    void up() {
        up(System.nanoTime());
    }

    /**
     * An answer. One to a command that was sent before Redis was found down may come late, and says nothing of it now.
     *
     * @param sent when the command was, on the monotonic clock
     */
    synchronized void up(long sent) {
        if (problem != null && sent - failedAt < 0) {
            return;
        }
        silentSince = null;
        if (problem != null && !isSlow) {
            problem = null;
            LOG.info("Redis at {} is up again", nodes);
        }
    }

    /** An answer that came after this time; of a slow Redis only a quick one says that it is well again. */
    synchronized void answered(Duration took) {
        long now = System.nanoTime();
        if (took.compareTo(slow) <= 0) {
            slowSince = null;
            slowTimes = 0;
            if (isSlow) {
                isSlow = false;
                problem = null;
                LOG.info("Redis at {} is fast again", nodes);
            }
        } else {
            slowTimes++;
            if (slowSince == null) {
                slowSince = now;
            } else if (!isSlow && slowTimes >= SLOW_TIMES && now - slowSince > SLOW_FOR.toNanos()) {
                isSlow = true;
                problem = "it answers slower than " + slow.toMillis() + " ms (serai.redis.slow)";
                LOG.warn("Redis at {} is not used for the time being: {}", nodes, problem);
            }
        }
        up(now - took.toNanos());
    }

    /** Notes a failure. Answers true when Redis has been down for longer than the patience, and then counts anew. */
    synchronized boolean down(ServiceException failure) {
        boolean refused = failure instanceof AuthException;
        if (!RedisErrors.isDown(failure)) {
            up();
            return false;
        }
        if (problem == null || isSlow) {
            isSlow = false;
            refusesUs = refused;
            problem = failure.getMessage();
            LOG.warn("Redis at {} is down: {}", nodes, failure.getMessage());
        } else if (refused && !refusesUs) {
            // It is there again, but with another password: that needs somebody to do something.
            refusesUs = true;
            problem = failure.getMessage();
            LOG.warn("Redis at {} is still down: {}", nodes, failure.getMessage());
        }
        long now = System.nanoTime();
        failedAt = now;
        if (silentSince == null) {
            silentSince = now;
        } else if (now - silentSince > patience.toNanos()) {
            silentSince = null;
            return true;
        }
        return false;
    }

    /**
     * Notes how a write ended.
     *
     * @param refusal an error that Redis replied; null when it wrote
     */
    synchronized void wrote(@Nullable ServiceException refusal) {
        if (refusesWrites && refusal == null) {
            LOG.info("Redis at {} takes writes again", nodes);
        } else if (!refusesWrites && refusal != null) {
            LOG.warn("Redis at {} takes no writes, so nothing new is shared: {}", nodes, refusal.getMessage());
        }
        refusesWrites = refusal != null;
    }
}
