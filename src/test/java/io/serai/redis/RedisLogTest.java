package io.serai.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.serai.error.ServiceException;
import io.serai.testing.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What operators read. */
class RedisLogTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    @Test
    void each_change_of_state_is_one_line() throws Exception {
        try (TestRedis redis = TestRedis.startWithPassword("canary-4d1");
                RedisFixture serai = new RedisFixture(redis.url())) {
            String nodes = "127.0.0.1:" + redis.port();
            redis.kill();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> serai.cache.get("k")).isInstanceOf(ServiceException.class);
            }
            redis.restart();
            serai.cache.get("k");
            serai.cache.get("k");

            assertThat(health()).hasSize(2);
            assertThat(health().get(0)).startsWith("Redis at " + nodes + " is down: cache-get at redis: " + nodes);
            assertThat(health().get(1)).isEqualTo("Redis at " + nodes + " is up again");
        }
    }

    @Test
    void no_password_is_logged_even_when_everything_is() throws Exception {
        Level before = root.getLevel();
        root.setLevel(Level.DEBUG);
        try (TestRedis redis = TestRedis.startWithPassword("canary-4d1");
                RedisFixture serai = new RedisFixture(redis.url())) {
            serai.cache.get("k");
            redis.kill();
            assertThatThrownBy(() -> serai.cache.get("k")).isInstanceOf(ServiceException.class);
        } finally {
            root.setLevel(before);
        }

        assertThat(List.copyOf(log.list))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.getFormattedMessage()).doesNotContain("canary-4d1"));
    }

    private List<String> health() {
        return log.list.stream()
                .filter(e -> e.getLoggerName().startsWith("io.serai.redis"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
