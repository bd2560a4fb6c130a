package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.config.Settings;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.fetch.SafeFetch;
import io.serai.retry.Deadline;
import io.serai.testing.Answer;
import io.serai.testing.FaultServer;
import io.serai.testing.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignUrlTest {
    private final FaultServer server = FaultServer.start();
    private final SafeFetch fetch =
            new SafeFetch(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, address -> true);
    private final ForeignUrl foreign = new ForeignUrl(
            Settings.of(Map.of(
                    "serai.storage.fetch-hosts",
                    "*.example.com, files.test, cdn.test:" + server.port() + ", 10.0.0.1")),
            fetch);

    @AfterEach
    void close() throws IOException {
        fetch.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example.com/x",
                "http://A.b.Example.com/x",
                "https://files.test:443/x",
                "http://10.0.0.1/"
            })
    void a_host_of_the_list_is_allowed(String url) {
        assertThat(foreign.find(url)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/x",
                "https://evilexample.com/x",
                "https://a.example.com:8443/x",
                "https://files.test.evil.org/x",
                "https://cdn.test/x",
                "https://a.example.com@evil.org/x",
                "no url",
                "key/a"
            })
    void another_is_not(String url) {
        assertThat(foreign.find(url)).isNull();
    }

    @Test
    void an_object_comes_whole_and_with_its_type() throws IOException {
        server.on("/a")
                .reply(200, Map.of("content-type", "image/png", "content-md5", "XUFAKrxLKna5cZ2REBfFkg=="), "hello");

        FetchedObject object = get("/a", 100);

        assertThat(object.content().bytes()).isEqualTo("hello".getBytes(UTF_8));
        assertThat(object.contentType()).isEqualTo("image/png");
        assertThat(object.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"content-md5, AAAAAAAAAAAAAAAAAAAAAA==", "repr-digest, 'sha-256=:AAAA:'", "digest, SHA-256=AAAA"})
    void another_hash_than_the_bytes_have_is_a_failure(String header, String hash) {
        server.on("/a").reply(200, Map.of(header, hash), "hello");

        assertThat(failure("/a", 100)).isInstanceOf(UpstreamException.class).hasMessageContaining("hash");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_has_its_kind(Answer answer, Class<ServiceException> kind, boolean retryable) {
        server.on("/a").then(answer);

        ServiceException failure = failure("/a", 100);

        assertThat(failure).isExactlyInstanceOf(kind);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(server.count("/a")).isLessThanOrEqualTo(1);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(status(404), InvalidRequestException.class, false),
                Arguments.of(status(403), InvalidRequestException.class, false),
                Arguments.of(status(302), InvalidRequestException.class, false),
                Arguments.of(status(429), ApiRateLimitException.class, true),
                Arguments.of(status(500), UpstreamException.class, true),
                Arguments.of(status(504), ApiTimeoutException.class, true),
                Arguments.of(Faults.reset(), UpstreamException.class, true),
                Arguments.of(Faults.truncated("0123456789", 4), UpstreamException.class, true));
    }

    private static Answer status(int status) {
        return wire -> wire.reply(status, Map.of("location", "/b"), new byte[0]);
    }

    @Test
    void a_body_without_end_is_cut_at_the_limit() {
        server.on("/a").then(Faults.hugeJson(10_000_000));

        ServiceException failure = failure("/a", 1000);

        assertThat(failure.detail().status()).isEqualTo(413);
    }

    private ServiceException failure(String path, long limit) {
        return catchThrowableOfType(ServiceException.class, () -> get(path, limit));
    }

    private FetchedObject get(String path, long limit) {
        Attempt attempt =
                new Attempt(ErrorDetail.of("storage-download").at("url", null, 1), Deadline.in(Duration.ofSeconds(20)));
        return foreign.get(URI.create("http://cdn.test:" + server.port() + path), null, limit, attempt);
    }
}
