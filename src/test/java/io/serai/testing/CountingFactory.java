package io.serai.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application's connection factory, with Lettuce's usual minute for a command, that counts what is taken from it. */
public final class CountingFactory implements RedisConnectionFactory, AutoCloseable {
    public final AtomicInteger taken = new AtomicInteger();
    private final LettuceConnectionFactory factory;

    public CountingFactory(int port) {
        factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder()
                        .shutdownTimeout(Duration.ofMillis(100))
                        .build());
        factory.start();
    }

    /** Whether it still works, which it does until its own application closes it. */
    public boolean works() {
        try (RedisConnection connection = factory.getConnection()) {
            return "PONG".equals(connection.ping());
        }
    }

    @Override
    public RedisConnection getConnection() {
        taken.incrementAndGet();
        return factory.getConnection();
    }

    @Override
    public RedisClusterConnection getClusterConnection() {
        return factory.getClusterConnection();
    }

    @Override
    public boolean getConvertPipelineAndTxResults() {
        return factory.getConvertPipelineAndTxResults();
    }

    @Override
    public RedisSentinelConnection getSentinelConnection() {
        return factory.getSentinelConnection();
    }

    @Override
    public DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return factory.translateExceptionIfPossible(failure);
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
