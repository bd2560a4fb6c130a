package io.serai.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link TestRedis} driven by Lettuce. */
class TestRedisTest {
    private final RedisClient client = RedisClient.create();
    private final TestRedis redis = TestRedis.start();

    @AfterEach
    void stop() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        redis.close();
    }

    @Test
    void it_keeps_what_is_set() {
        RedisCommands<String, String> commands = connect(redis);

        commands.set("key", "value");

        assertThat(commands.get("key")).isEqualTo("value");
    }

    @Test
    void frozen_it_answers_nothing_and_thawed_it_goes_on() {
        RedisCommands<String, String> commands = connect(redis);
        commands.set("key", "value");

        redis.freeze();
        commands.getStatefulConnection().setTimeout(Duration.ofMillis(200));
        assertThatThrownBy(() -> commands.get("key")).isInstanceOf(RedisCommandTimeoutException.class);
        redis.thaw();

        Awaitility.await().ignoreExceptions().until(() -> "value".equals(commands.get("key")));
    }

    @Test
    void killed_it_refuses_and_restarted_it_is_empty() {
        RedisCommands<String, String> commands = connect(redis);
        commands.set("key", "value");

        redis.kill();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), redis.port()))
                .isInstanceOf(IOException.class);
        redis.restart();

        assertThat(connect(redis).get("key")).isNull();
    }

    @Test
    void a_password_is_asked_for() {
        try (TestRedis locked = TestRedis.startWithPassword("s3cret")) {
            RedisURI anonymous = RedisURI.create("127.0.0.1", locked.port());

            assertThat(connect(locked).ping()).isEqualTo("PONG");
            assertThatThrownBy(() -> client.connect(anonymous)).isInstanceOf(RedisConnectionException.class);
        }
    }

    @Test
    void extra_lines_configure_it() {
        try (TestRedis small = TestRedis.start("maxmemory 3mb", "maxmemory-policy noeviction")) {
            RedisCommands<String, String> commands = connect(small);

            assertThat(commands.configGet("maxmemory")).containsEntry("maxmemory", "3145728");
        }
    }

    @Test
    void closed_it_leaves_no_process_even_when_frozen() {
        TestRedis frozen = TestRedis.start();
        ProcessHandle process = ProcessHandle.of(frozen.pid()).orElseThrow();
        frozen.freeze();

        frozen.close();

        assertThat(process.isAlive()).isFalse();
    }

    private RedisCommands<String, String> connect(TestRedis server) {
        return client.connect(RedisURI.create(server.url())).sync();
    }
}
