package io.serai.redis;

import io.serai.config.CacheSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The one connection to Redis, shared by all that uses it: made by ourselves from {@code serai.redis.url}, or had from the
 * application that Serai is embedded in. A Redis that is down does not keep Serai from starting. Each command takes at most
 * {@code serai.redis.timeout}. Thread-safe. Prints host and port only, never credentials.
 */
public final class RedisConnection implements AutoCloseable {
    private final RedisLink link;
    private final Duration timeout;
    private final RedisHealth health;
    private @Nullable RedisProbe probe;
    private volatile @Nullable ReplyCommands commands;

    private RedisConnection(RedisLink link, Settings settings) {
        this.link = link;
        this.timeout = timeout(settings);
        this.health =
                new RedisHealth(link.place().nodes(), timeout.multipliedBy(3), settings.get(CacheSettings.REDIS_SLOW));
    }

    /**
     * A connection to {@code serai.redis.url}, not made yet.
     *
     * @throws SettingException when there is no such address; it does not repeat the URL
     */
    public static RedisConnection of(Settings settings) {
        Duration timeout = timeout(settings);
        return new RedisConnection(
                new OwnRedis(RedisAddress.of(settings.get(CacheSettings.REDIS_URL)), timeout), settings);
    }

    /** Over the factory of the application that Serai is embedded in; it stays the application's to configure and to close. */
    public static RedisConnection over(RedisConnectionFactory factory, Settings settings) {
        return new RedisConnection(new HostRedis(factory, timeout(settings)), settings);
    }

    private static Duration timeout(Settings settings) {
        Duration timeout = settings.get(CacheSettings.REDIS_TIMEOUT);
        if (timeout.isZero()) {
            throw new SettingException(
                    CacheSettings.REDIS_TIMEOUT.key() + ": 0 leaves Redis no time; give 1ms or more");
        }
        return timeout;
    }

    /** {@code host:port}, of several nodes separated by commas. */
    public String nodes() {
        return link.place().nodes();
    }

    /** What is wrong with Redis, as its last commands told; null when all is well. */
    public @Nullable String problem() {
        return health.problem();
    }

    /** For templates and endpoints. Whoever uses it calls {@link #connect} before and reports to this object after. */
    public RedisConnectionFactory factory() {
        return link.factory();
    }

    /** Waits for the first connection if there is none yet; fails as a command does, for {@link #explain}. */
    public void connect() {
        link.connect();
    }

    /** Asynchronous commands; null until {@link #ping} has connected. */
    @Nullable
    ReplyCommands commands() {
        return commands;
    }

    /** Connects if need be and asks whether Redis is there. Blocks for some of its timeouts at most; fails as a command does. */
    void ping() throws Exception {
        connect();
        long start = System.nanoTime();
        ReplyCommands answered = link.ping();
        health.answered(Duration.ofNanos(System.nanoTime() - start));
        commands = answered;
    }

    /** Begins to look after the connection. */
    synchronized void watch() {
        if (probe == null) {
            probe = RedisProbe.start(this);
        }
    }

    RedisHealth health() {
        return health;
    }

    Duration timeout() {
        return timeout;
    }

    /** To be said after a command that Redis answered. */
    public void answered() {
        health.up();
    }

    /** What a failed command means in our terms; also notes that Redis is down, if that is what it means. */
    public ServiceException explain(ErrorDetail detail, Throwable failure) {
        ServiceException explained = RedisErrors.of(detail, link.place(), timeout, failure);
        if (health.down(explained)) {
            // Silence of such length may be a host that is gone: TCP alone would need a quarter of an hour to notice.
            commands = null;
            link.reset();
        }
        return explained;
    }

    /** {@code host:port}, as in the URI of an endpoint. */
    String endpoint() {
        return link.endpoint();
    }

    /** Frees what was made for it: our own connection and its threads, but nothing of an application's. */
    @Override
    public synchronized void close() {
        if (probe != null) {
            probe.close();
        }
        link.close();
    }
}
