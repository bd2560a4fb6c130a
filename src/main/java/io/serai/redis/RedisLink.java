package io.serai.redis;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The way to one Redis: our own by {@code serai.redis.url}, or that of the application that Serai is embedded in. */
interface RedisLink extends AutoCloseable {
    RedisPlace place();

    /** {@code host:port}, as in the URI of an endpoint. */
    String endpoint();

    /** Connections whose commands take at most {@code serai.redis.timeout} each. */
    RedisConnectionFactory factory();

    /** Waits for the first connection if there is none yet; fails as a command does. */
    void connect();

    /** Asks whether Redis is there, within the timeout; fails as a command does. Answers how to give it commands. */
    ReplyCommands ping() throws Exception;

    /** Gives up what is connected: Redis has been silent for long. */
    void reset();

    /** Ends what this made, and nothing that was given. */
    @Override
    void close();
}
