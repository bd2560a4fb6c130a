package io.serai.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Redis that is down, hangs, is full or refuses us: the cache service says so, and recovers by itself. */
class RedisFailuresTest {
    private static final byte[] VALUE = {1};

    private final TestRedis redis = TestRedis.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void down_at_the_start_it_is_named_and_used_when_it_comes() throws Exception {
        redis.kill();
        try (RedisFixture serai = new RedisFixture(redis.url())) {
            var failure = catchThrowableOfType(UpstreamException.class, () -> serai.cache.get("k"));
            assertThat(failure)
                    .hasMessage("cache-get at redis: 127.0.0.1:" + redis.port()
                            + " refuses the connection; start Redis, or check serai.redis.url");
            assertThat(failure.retryable()).isTrue();
            assertThat(failure.detail().attempts()).isEqualTo(3);

            redis.restart();

            serai.cache.set("k", VALUE, null);
            assertThat(serai.cache.get("k")).isEqualTo(VALUE);
        }
    }

    @Test
    void killed_it_fails_at_once_and_restarted_it_is_used_again() throws Exception {
        try (RedisFixture serai = new RedisFixture(redis.url())) {
            serai.cache.set("k", VALUE, null);

            redis.kill();
            assertThatThrownBy(() -> serai.cache.get("k")).isInstanceOf(ServiceException.class);
            long start = System.nanoTime();
            var failure = catchThrowableOfType(UpstreamException.class, () -> serai.cache.get("k"));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            redis.restart();

            assertThat(failure).hasMessageContaining("127.0.0.1:" + redis.port() + " is not connected");
            assertThat(took).isLessThan(Duration.ofSeconds(1));
            Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> {
                serai.cache.set("k", VALUE, null);
                return serai.cache.get("k") != null;
            });
        }
    }

    @Test
    void frozen_it_fails_within_the_timeout_and_thawed_it_is_used_again() throws Exception {
        try (RedisFixture serai = new RedisFixture(redis.url(), Map.of("serai.redis.timeout", "200ms"))) {
            serai.cache.set("k", VALUE, null);

            redis.freeze();
            long start = System.nanoTime();
            var failure = catchThrowableOfType(ApiTimeoutException.class, () -> serai.cache.get("k"));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            redis.thaw();

            assertThat(failure)
                    .hasMessage("cache-get at redis: 127.0.0.1:" + redis.port()
                            + " does not answer within 200 ms; look whether Redis hangs, or raise serai.redis.timeout");
            assertThat(took).isBetween(Duration.ofMillis(600), Duration.ofMillis(1600));
            Awaitility.await().ignoreExceptions().until(() -> serai.cache.get("k") != null);
        }
    }

    @Test
    void a_long_silence_makes_a_new_connection() throws Exception {
        try (RedisFixture serai = new RedisFixture(redis.url(), Map.of("serai.redis.timeout", "100ms"))) {
            serai.cache.set("k", VALUE, null);

            redis.freeze();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> serai.cache.get("k")).isInstanceOf(ApiTimeoutException.class);
            }
            redis.thaw();

            Awaitility.await().ignoreExceptions().until(() -> serai.cache.get("k") != null);
            assertThat(RedisFixture.<String>ask(redis, r -> r.info("stats")))
                    .containsPattern("total_connections_received:([3-9]|\\d\\d)");
        }
    }

    @Test
    void with_many_callers_none_waits_for_the_others() throws Exception {
        ExecutorService callers = Executors.newCachedThreadPool();
        redis.freeze();
        try (RedisFixture serai = new RedisFixture(redis.url(), Map.of("serai.redis.timeout", "200ms"))) {
            List<Future<Duration>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(callers.submit(() -> {
                    long start = System.nanoTime();
                    assertThatThrownBy(() -> serai.cache.get("k")).isInstanceOf(ServiceException.class);
                    return Duration.ofNanos(System.nanoTime() - start);
                }));
            }

            for (Future<Duration> call : calls) {
                assertThat(call.get()).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void full_and_told_to_evict_nothing_it_is_not_asked_again() throws Exception {
        try (TestRedis full = TestRedis.start("maxmemory 500kb", "maxmemory-policy noeviction");
                RedisFixture serai = new RedisFixture(full.url())) {
            var failure = catchThrowableOfType(UpstreamException.class, () -> serai.cache.set("k", VALUE, null));

            assertThat(failure).hasMessageContaining("is full (maxmemory)").hasMessageContaining("raise maxmemory");
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.detail().attempts()).isEqualTo(1);
            assertThat(serai.cache.get("k")).isNull();
        }
    }

    @Test
    void a_value_of_64_megabytes_is_refused_before_redis_sees_it() throws Exception {
        redis.kill();
        try (RedisFixture serai = new RedisFixture(redis.url())) {
            var failure = catchThrowableOfType(
                    InvalidRequestException.class, () -> serai.cache.set("k", new byte[64 << 20], null));

            assertThat(failure).hasMessageContaining("(serai.cache.max-value)");
            assertThat(failure.detail().attempts()).isZero();
        }
    }

    @Test
    void a_wrong_or_missing_password_is_an_auth_failure_and_is_shown_nowhere() throws Exception {
        try (TestRedis locked = TestRedis.startWithPassword("s3cret");
                RedisFixture wrong = new RedisFixture("redis://:canary-9f2@127.0.0.1:" + locked.port());
                RedisFixture none = new RedisFixture("redis://127.0.0.1:" + locked.port());
                RedisFixture right = new RedisFixture(locked.url())) {
            var refused = catchThrowableOfType(AuthException.class, () -> wrong.cache.get("k"));
            var missing = catchThrowableOfType(AuthException.class, () -> none.cache.get("k"));
            right.cache.set("k", VALUE, null);

            assertThat(refused).hasMessageContaining("refuses user or password").hasNoCause();
            assertThat(refused.detail().attempts()).isEqualTo(1);
            assertThat(missing).hasMessageContaining("wants a password; add it to serai.redis.url");
            assertThat(right.cache.get("k")).isEqualTo(VALUE);
            assertThat(right.cache.context().getEndpoints())
                    .allSatisfy(e -> assertThat(e.getEndpointUri()).doesNotContain("s3cret"));
        }
    }
}
