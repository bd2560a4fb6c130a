package io.serai.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * One connection by {@code serai.redis.url}. It is made by the first command, and made again by itself whenever it breaks.
 * While there is none, commands fail at once; otherwise each takes at most {@code serai.redis.timeout}.
 */
final class OwnRedis implements RedisLink {
    /** Longest pause between two attempts to reconnect: how much later than Redis we are back. */
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final RedisAddress address;
    private final Duration timeout;
    private final ClientResources resources;
    private final LettuceConnectionFactory factory;
    private final FirstConnect firstConnect;

    OwnRedis(RedisAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .nettyCustomizer(new OneFlush())
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
        factory.start();
    }

    @Override
    public RedisPlace place() {
        return new RedisPlace(address.nodes(), "serai.redis.url");
    }

    @Override
    public String endpoint() {
        return address.endpoint();
    }

    @Override
    public RedisConnectionFactory factory() {
        return factory;
    }

    @Override
    public void connect() {
        firstConnect.run();
    }

    @Override
    public ReplyCommands ping() throws Exception {
        connect();
        try (LettuceConnection shared = (LettuceConnection) factory.getConnection()) {
            var asynchronous = shared.getNativeConnection();
            ping(asynchronous).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new LettuceCommands(asynchronous);
        }
    }

    /** Of a cluster, all nodes that hold keys must answer: Redis would else come and go with the key that is asked for. */
    private static Future<?> ping(RedisClusterAsyncCommands<byte[], byte[]> redis) {
        if (redis instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster) {
            return CompletableFuture.allOf(cluster.masters().commands().ping().futures());
        }
        return redis.ping();
    }

    @Override
    public void reset() {
        firstConnect.again();
        factory.resetConnection();
    }

    @Override
    public void close() {
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
