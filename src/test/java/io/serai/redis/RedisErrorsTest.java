package io.serai.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.netty.channel.ConnectTimeoutException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

/** Replies and failures that no test of ours can make a real Redis give. */
class RedisErrorsTest {
    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("NOAUTH Authentication required.", AuthException.class, false, "wants a password"),
                Arguments.of(
                        "WRONGPASS invalid username-password pair", AuthException.class, false, "user or password"),
                Arguments.of("NOPERM User x has no permissions", AuthException.class, false, "serai:*"),
                Arguments.of("ERR invalid password", AuthException.class, false, "refuses user or password"),
                Arguments.of("ERR Client sent AUTH, but no password is set", AuthException.class, false, "password"),
                Arguments.of("ERR DB index is out of range", UpstreamException.class, false, "no database"),
                Arguments.of("ERR unknown command 'SETEX'", UpstreamException.class, false, "refuses the command"),
                Arguments.of("WRONGTYPE Operation against", InvalidRequestException.class, false, "key: holds another"),
                Arguments.of("OOM command not allowed", UpstreamException.class, false, "is full"),
                Arguments.of("MISCONF Redis is configured to", UpstreamException.class, false, "cannot save"),
                Arguments.of("LOADING Redis is loading", UpstreamException.class, true, "cannot serve now (LOADING)"),
                Arguments.of("READONLY You can't write", UpstreamException.class, true, "cannot serve now (READONLY)"),
                Arguments.of("CLUSTERDOWN The cluster", UpstreamException.class, true, "cannot serve now"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void a_reply_is_told_by_its_first_word(String reply, Class<?> type, boolean retryable, String says) {
        ServiceException failure =
                explain(new RedisSystemException("Error in execution", new RedisCommandExecutionException(reply)));

        assertThat(failure).isExactlyInstanceOf(type).hasMessageContaining(says);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(RedisErrors.isDown(failure)).isEqualTo(says.contains("password"));
    }

    @Test
    void a_reply_that_repeats_the_command_is_not_passed_on() {
        String reply = "ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `default`, `canary`,";

        ServiceException failure = explain(new RedisCommandExecutionException(reply));

        assertThat(failure).isInstanceOf(AuthException.class).hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("canary");
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(
                        new ConnectTimeoutException(),
                        ApiTimeoutException.class,
                        "accepts no connection within 500 ms"),
                Arguments.of(new UnknownHostException("h"), UpstreamException.class, "a host name nobody knows"),
                Arguments.of(new SSLHandshakeException("no path"), UpstreamException.class, "TLS handshake (no path)"),
                Arguments.of(new IllegalStateException("x"), UpstreamException.class, "is not connected"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void a_connection_that_fails_says_why(Exception cause, Class<?> type, String says) {
        ServiceException failure = explain(new RedisConnectionFailureException(
                "Unable to connect to Redis", new RedisConnectionException("Unable to connect", cause)));

        assertThat(failure)
                .isExactlyInstanceOf(type)
                .hasMessageContaining("h:1")
                .hasMessageContaining(says);
        assertThat(RedisErrors.isDown(failure)).isTrue();
    }

    private static ServiceException explain(Exception failure) {
        return RedisErrors.of(
                ErrorDetail.of("cache-get"), new RedisPlace("h:1", "serai.redis.url"), Duration.ofMillis(500), failure);
    }
}
