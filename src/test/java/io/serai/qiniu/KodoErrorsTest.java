package io.serai.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KodoErrorsTest {
    private static final ErrorDetail CALL = ErrorDetail.of("storage-upload").at("qiniu", null, 1);

    @ParameterizedTest
    @MethodSource("rows")
    void every_status_has_its_kind_and_says_whether_to_retry(
            int status, String error, Class<ServiceException> kind, boolean retry, String remedy) {
        KodoAnswer answer = new KodoAnswer(status, "id", null, Json.tree(Map.of("error", error)));

        ServiceException mapped = KodoErrors.of(CALL, answer);

        assertThat(mapped).isExactlyInstanceOf(kind).hasMessageContaining(remedy);
        assertThat(mapped.retryable()).isEqualTo(retry);
        assertThat(mapped.detail().requestId()).isEqualTo("id");
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(573, "too frequent", ApiRateLimitException.class, true, "too many"),
                Arguments.of(429, "", ApiRateLimitException.class, true, "too many"),
                Arguments.of(504, "", ApiTimeoutException.class, true, "out of time"),
                Arguments.of(408, "", ApiTimeoutException.class, true, "out of time"),
                Arguments.of(500, "", UpstreamException.class, true, "Kodo failed"),
                Arguments.of(502, "", UpstreamException.class, true, "Kodo failed"),
                Arguments.of(503, "", UpstreamException.class, true, "Kodo failed"),
                Arguments.of(571, "", UpstreamException.class, true, "Kodo failed"),
                Arguments.of(599, "", UpstreamException.class, true, "Kodo failed"),
                Arguments.of(406, "crc32", UpstreamException.class, true, "as they were sent"),
                Arguments.of(701, "", UpstreamException.class, true, "as they were sent"),
                Arguments.of(612, "no such uploadId", UpstreamException.class, true, "forgotten"),
                Arguments.of(200, "", UpstreamException.class, true, "proxy"),
                Arguments.of(579, "callback failed", UpstreamException.class, false, "is stored"),
                Arguments.of(401, "expired token", AuthException.class, true, "clock"),
                Arguments.of(401, "bad token", AuthException.class, false, "serai.qiniu.secret-key"),
                Arguments.of(403, "", AuthException.class, false, "right"),
                Arguments.of(419, "", AuthException.class, false, "frozen"),
                Arguments.of(404, "", InvalidRequestException.class, false, "no such object"),
                Arguments.of(612, "no such file or directory", InvalidRequestException.class, false, "no such object"),
                Arguments.of(614, "file exists", InvalidRequestException.class, false, "other content"),
                Arguments.of(413, "", InvalidRequestException.class, false, "too large"),
                Arguments.of(400, "invalid argument", InvalidRequestException.class, false, "invalid argument"),
                Arguments.of(608, "", InvalidRequestException.class, false, "refused"),
                Arguments.of(631, "no such bucket", UpstreamException.class, false, "serai.qiniu.bucket"),
                Arguments.of(
                        400,
                        "incorrect region, please use up-z2.qiniup.com",
                        UpstreamException.class,
                        false,
                        "serai.qiniu.region to z2"),
                Arguments.of(
                        400,
                        "incorrect region, please use upload.qiniup.com",
                        UpstreamException.class,
                        false,
                        "serai.qiniu.region to z0"),
                Arguments.of(302, "", UpstreamException.class, false, "not followed"));
    }

    @Test
    void a_hint_is_kept() {
        KodoAnswer answer = new KodoAnswer(573, "id", Duration.ofSeconds(7), MissingNode.getInstance());

        assertThat(KodoErrors.of(CALL, answer).detail().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_token_in_kodos_words_is_struck_out() {
        String token = "AbCdEfGhIjKlMnOpQrStUvWx:0123456789abcdefghijklmnop=:eyJzY29wZSI6IngifQ==";
        KodoAnswer answer = new KodoAnswer(401, "id", null, Json.tree(Map.of("error", "bad token " + token)));

        assertThat(KodoErrors.of(CALL, answer)).hasMessageContaining("***").hasMessageNotContaining("AbCdEf");
    }
}
