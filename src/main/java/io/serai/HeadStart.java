package io.serai;

import io.serai.redis.RedisConnection;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins on a thread of its own what the start would otherwise wait for one after the other: the connection to Redis, and the
 * machine's trusted certificates, which the JVM shares among all that read them. What fails here fails again where it is
 * needed, and is reported there.
 */
final class HeadStart {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    /** The JVM forgets certificates that nobody holds. */
    @SuppressWarnings("unused")
    private static volatile @Nullable Object held;

    private HeadStart() {}

    static void begin(@Nullable RedisConnection redis) {
        Thread thread = new Thread(
                () -> {
                    try {
                        if (redis != null) {
                            redis.connect();
                        }
                    } catch (RuntimeException e) {
                        LOG.debug("Redis is not there yet", e);
                    }
                    try {
                        held = SSLContexts.createDefault();
                    } catch (RuntimeException e) {
                        LOG.debug("No trusted certificates", e);
                    }
                },
                "serai-head-start");
        thread.setDaemon(true);
        thread.start();
    }
}
