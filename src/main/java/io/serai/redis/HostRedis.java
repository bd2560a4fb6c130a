package io.serai.redis;

import java.time.Duration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The Redis of the application that Serai is embedded in, by the application's own connection factory: its address, its
 * credentials, its pool, and its way to reconnect. Only the time that we wait for a command is ours.
 */
final class HostRedis implements RedisLink {
    private final HostLanes lanes;
    private final HostConnections limited;
    private final HostCommands commands;
    private final String nodes;

    HostRedis(RedisConnectionFactory factory, Duration timeout) {
        this.lanes = new HostLanes(timeout);
        this.limited = new HostConnections(factory, lanes);
        this.commands = new HostCommands(factory, lanes);
        this.nodes = nodes(factory);
    }

    private static String nodes(RedisConnectionFactory factory) {
        // Of sentinels and clusters it knows several; its own configuration is the place to read them.
        return factory instanceof LettuceConnectionFactory lettuce
                        && !lettuce.isClusterAware()
                        && !lettuce.isRedisSentinelAware()
                ? lettuce.getHostName() + ":" + lettuce.getPort()
                : "the application's Redis";
    }

    @Override
    public RedisPlace place() {
        return new RedisPlace(nodes, "the application's RedisConnectionFactory");
    }

    /** A name only: the factory, not the URI, leads to Redis. */
    @Override
    public String endpoint() {
        return "application:6379";
    }

    @Override
    public RedisConnectionFactory factory() {
        return limited;
    }

    @Override
    public void connect() {
        // The application's factory connects when it is asked for a connection.
    }

    @Override
    public ReplyCommands ping() throws Exception {
        try (var connection = limited.getConnection()) {
            connection.ping();
        }
        return commands;
    }

    @Override
    public void reset() {
        // Whether to give up its connections is the application's to decide.
    }

    @Override
    public void close() {
        lanes.close();
    }
}
