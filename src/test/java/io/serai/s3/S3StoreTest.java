package io.serai.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.storage.Link;
import io.serai.storage.ObjectStore;
import io.serai.storage.ObjectStoreContract;
import io.serai.testing.Answer;
import io.serai.testing.Faults;
import io.serai.testing.S3Double;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract at an S3-compatible service, and what only S3 does. */
class S3StoreTest extends ObjectStoreContract {
    private static final S3Bucket.Limits LIMITS = new S3Bucket.Limits(Duration.ofSeconds(2), Duration.ofMillis(700));

    private final S3Double s3 = new S3Double();
    private final S3Store store = S3Store.of(settings(Map.of()), LIMITS);

    private Settings settings(Map<String, String> other) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "serai.storage.backend", "s3",
                "serai.s3.endpoint", s3.url(),
                "serai.s3.bucket", s3.bucket(),
                "serai.s3.access-key", s3.accessKey(),
                "serai.s3.secret-key", s3.secretKey()));
        settings.putAll(other);
        return Settings.of(settings);
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
        s3.close();
    }

    @Test
    void an_upload_is_one_request() {
        store.put(object("small.txt", "text".getBytes(UTF_8), "text/plain"), upload());

        assertThat(s3.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_has_its_kind_after_one_request(Answer answer, Class<ServiceException> kind, boolean retryable) {
        s3.always(answer);

        ServiceException failed = catchThrowableOfType(
                ServiceException.class, () -> store.put(object("a.txt", random(100), "text/plain"), upload()));

        assertThat(failed).isExactlyInstanceOf(kind);
        assertThat(failed.retryable()).isEqualTo(retryable);
        assertThat(s3.requests()).hasSizeLessThanOrEqualTo(1);
        assertThat(failed.getMessage()).doesNotContain(s3.secretKey());
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(s3(503, "SlowDown"), ApiRateLimitException.class, true),
                Arguments.of(s3(429, "TooManyRequests"), ApiRateLimitException.class, true),
                Arguments.of(s3(400, "RequestTimeout"), ApiTimeoutException.class, true),
                Arguments.of(s3(504, "GatewayTimeout"), ApiTimeoutException.class, true),
                Arguments.of(s3(500, "InternalError"), UpstreamException.class, true),
                Arguments.of(s3(503, "ServiceUnavailable"), UpstreamException.class, true),
                Arguments.of(s3(400, "BadDigest"), UpstreamException.class, true),
                Arguments.of(s3(409, "ConditionalRequestConflict"), UpstreamException.class, true),
                Arguments.of(s3(404, "NoSuchBucket"), UpstreamException.class, false),
                Arguments.of(s3(301, "PermanentRedirect"), UpstreamException.class, false),
                Arguments.of(s3(403, "AccessDenied"), AuthException.class, false),
                Arguments.of(s3(403, "SignatureDoesNotMatch"), AuthException.class, false),
                Arguments.of(s3(403, "RequestTimeTooSkewed"), AuthException.class, false),
                Arguments.of(s3(413, "EntityTooLarge"), InvalidRequestException.class, false),
                Arguments.of(s3(400, "InvalidArgument"), InvalidRequestException.class, false),
                Arguments.of(Faults.hang(), ApiTimeoutException.class, true),
                Arguments.of(Faults.reset(), UpstreamException.class, true));
    }

    private static Answer s3(int status, String code) {
        return S3Double.failing(status, code, Map.of());
    }

    @Test
    void a_download_that_is_cut_or_changed_is_not_handed_on() {
        for (Answer answer : new Answer[] {
            Faults.truncated("0123456789", 4),
            wire -> wire.reply(200, Map.of("etag", "\"00000000000000000000000000000000\""), new byte[10])
        }) {
            s3.always(answer);

            UpstreamException failed = catchThrowableOfType(
                    UpstreamException.class, () -> store.get("a.bin", null, Long.MAX_VALUE, download()));

            assertThat(failed.retryable()).isTrue();
        }
    }

    @Test
    void a_signed_link_opens_the_object_until_it_expires() throws Exception {
        store.put(object("图/a b#1.txt", random(50), "text/plain"), upload());

        Link link = store.url("图/a b#1.txt", Duration.ofMinutes(10));

        assertThat(status(link.url())).isEqualTo(200);
        assertThat(status(link.url().replaceFirst("Signature=.", "Signature=z")))
                .isEqualTo(403);
        s3.advance(Duration.ofMinutes(11));
        assertThat(status(link.url())).isEqualTo(403);
    }

    private static int status(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_public_bucket_has_plain_urls_below_its_domain() {
        Settings open = settings(Map.of("serai.s3.private", "false", "serai.s3.domain", "https://cdn.example.com"));
        try (S3Store other = S3Store.of(open)) {
            assertThat(other.url("图/a b.txt", Duration.ofHours(1)).url())
                    .isEqualTo("https://cdn.example.com/%E5%9B%BE/a%20b.txt");
        }
    }

    @Test
    void good_settings_pass_the_check_and_a_dead_service_does_not_stop_the_start() {
        assertThatCode(store::check).doesNotThrowAnyException();
        s3.always(s3(500, "InternalError"));
        assertThatCode(store::check).doesNotThrowAnyException();
    }

    @Test
    void wrong_settings_are_named() {
        assertRefused(Map.of("serai.s3.bucket", "another"), "serai.s3.bucket");
        assertRefused(Map.of("serai.s3.secret-key", "wrong"), "serai.s3.secret-key");
        s3.always(S3Double.failing(301, "PermanentRedirect", Map.of("x-amz-bucket-region", "eu-west-1")));
        assertRefused(Map.of(), "serai.s3.region=eu-west-1");
    }

    private void assertRefused(Map<String, String> other, String says) {
        try (S3Store wrong = S3Store.of(settings(other))) {
            assertThat(catchThrowableOfType(SettingException.class, wrong::check))
                    .hasMessageContaining(says);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serai.s3.bucket", "serai.s3.access-key", "serai.s3.secret-key"})
    void a_missing_setting_is_named_at_start(String key) {
        SettingException refused =
                catchThrowableOfType(SettingException.class, () -> S3Store.of(settings(Map.of(key, ""))));

        assertThat(refused).hasMessageContaining(key);
    }
}
