package io.serai.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.serai.config.CacheSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The one connection to Redis, shared by all that uses it. It is made by the first command, so that a Redis that is down
 * does not keep Serai from starting, and made again by itself whenever it breaks. While there is none, commands fail at once;
 * otherwise each takes at most {@code serai.redis.timeout}. Thread-safe. Prints host and port only, never credentials.
 */
public final class RedisConnection implements AutoCloseable {
    /** Longest pause between two attempts to reconnect: how much later than Redis we are back. */
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final RedisAddress address;
    private final Duration timeout;
    private final ClientResources resources;
    private final LettuceConnectionFactory factory;
    private final RedisHealth health;
    private final FirstConnect firstConnect;
    private @Nullable RedisProbe probe;
    private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;

    private RedisConnection(RedisAddress address, Duration timeout, Duration slow) {
        this.address = address;
        this.timeout = timeout;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(() -> Delay.exponential(Duration.ofMillis(10), RECONNECT, 2, TimeUnit.MILLISECONDS))
                .build();
        LettuceClientConfiguration client = LettuceClientConfiguration.builder()
                .apply(address.uri())
                .clientResources(resources)
                .clientOptions(options(timeout))
                .commandTimeout(timeout)
                .shutdownQuietPeriod(Duration.ZERO)
                .build();
        this.factory = new LettuceConnectionFactory(address.configuration(), client);
        this.firstConnect = new FirstConnect(() -> factory.getConnection().close());
        this.health = new RedisHealth(address.nodes(), timeout.multipliedBy(3), slow);
        factory.start();
    }

    /**
     * A connection to {@code serai.redis.url}, not made yet.
     *
     * @throws SettingException when there is no such address; it does not repeat the URL
     */
    public static RedisConnection of(Settings settings) {
        Duration timeout = settings.get(CacheSettings.REDIS_TIMEOUT);
        if (timeout.isZero()) {
            throw new SettingException(
                    CacheSettings.REDIS_TIMEOUT.key() + ": 0 leaves Redis no time; give 1ms or more");
        }
        return new RedisConnection(
                RedisAddress.of(settings.get(CacheSettings.REDIS_URL)),
                timeout,
                settings.get(CacheSettings.REDIS_SLOW));
    }

    /** {@code host:port}, of several nodes separated by commas. */
    public String nodes() {
        return address.nodes();
    }

    /** What is wrong with Redis, as its last commands told; null when all is well. */
    public @Nullable String problem() {
        return health.problem();
    }

    /** For templates and endpoints. Whoever uses it calls {@link #connect} before and reports to this object after. */
    public RedisConnectionFactory factory() {
        return factory;
    }

    /** Waits for the first connection if there is none yet; fails as a command does, for {@link #explain}. */
    public void connect() {
        firstConnect.run();
    }

    /** Asynchronous commands, of one server as of a cluster; null until {@link #ping} has connected. */
    @Nullable
    RedisClusterAsyncCommands<byte[], byte[]> commands() {
        return commands;
    }

    /** Connects if need be and asks whether Redis is there. Blocks for some of its timeouts at most; fails as a command does. */
    void ping() throws Exception {
        connect();
        try (LettuceConnection shared = (LettuceConnection) factory.getConnection()) {
            var asynchronous = shared.getNativeConnection();
            long start = System.nanoTime();
            asynchronous.ping().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            health.answered(Duration.ofNanos(System.nanoTime() - start));
            commands = asynchronous;
        }
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
        ServiceException explained = RedisErrors.of(detail, nodes(), timeout, failure);
        if (health.down(explained)) {
            // Silence of such length may be a host that is gone: TCP alone would need a quarter of an hour to notice.
            commands = null;
            firstConnect.again();
            factory.resetConnection();
        }
        return explained;
    }

    /** {@code host:port}, as in the URI of an endpoint. */
    String endpoint() {
        return address.endpoint();
    }

    /** Frees the connection and its threads. */
    @Override
    public synchronized void close() {
        if (probe != null) {
            probe.close();
        }
        factory.resetConnection();
        // Before the client: its timers would report to a loop that is gone, each with a stack trace in the log.
        resources
                .eventExecutorGroup()
                .shutdownGracefully(0, 1, TimeUnit.SECONDS)
                .awaitUninterruptibly(1, TimeUnit.SECONDS);
        factory.destroy();
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    /** Right for one server and for a cluster: the latter's options are a kind of the former's. */
    private static ClientOptions options(Duration timeout) {
        return ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .build())
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .build();
    }
}
