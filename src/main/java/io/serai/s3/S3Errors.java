package io.serai.s3;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.retry.RetryHint;
import io.serai.storage.Attempt;
import io.serai.storage.ByteRange;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Maps failures of S3 to our error model (docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). Never quotes the
 * client's own texts, which may hold a signed URL.
 */
final class S3Errors {
    private S3Errors() {}

    static ServiceException of(SdkException e, Attempt attempt) {
        return e instanceof AwsServiceException answer ? answered(answer, attempt) : unanswered(e, attempt);
    }

    /** S3's name for what went wrong, empty when it told none. */
    static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    }

    private static ServiceException answered(AwsServiceException e, Attempt attempt) {
        String code = code(e);
        RetryHint hint = RetryHint.of(name -> header(e, name), Clock.systemUTC());
        ErrorDetail detail = attempt.detail().answered(e.statusCode(), e.requestId(), hint.after());
        String says = code.isEmpty() ? "." : " (" + code + ").";
        switch (code) {
            case "SlowDown", "TooManyRequests", "RequestLimitExceeded" -> {
                return new ApiRateLimitException("too many requests" + says, detail);
            }
            case "NoSuchBucket" -> {
                return new UpstreamException(
                        "there is no such bucket; check serai.s3.bucket" + says,
                        detail.because("misconfigured", null).hinted(false));
            }
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "TemporaryRedirect" -> {
                return wrongRegion(header(e, "x-amz-bucket-region"), detail);
            }
            case "RequestTimeTooSkewed" -> {
                return new AuthException("the signature is out of date; check this machine's clock" + says, detail);
            }
            case "BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "InvalidDigest" -> {
                return new UpstreamException("the bytes did not arrive as they were sent" + says, detail.hinted(true));
            }
            case "RequestTimeout" -> {
                return new ApiTimeoutException(
                        "S3 ran out of time" + says, detail, ApiTimeoutException.Phase.UPSTREAM, null);
            }
            default -> {
                return byStatus(e.statusCode(), says, detail);
            }
        }
    }

    private static ServiceException byStatus(int status, String says, ErrorDetail detail) {
        return switch (status) {
            case 429 -> new ApiRateLimitException("too many requests" + says, detail);
            case 408, 504 ->
                new ApiTimeoutException("S3 ran out of time" + says, detail, ApiTimeoutException.Phase.UPSTREAM, null);
            case 301, 307 -> wrongRegion(null, detail);
            case 401, 403 ->
                new AuthException(
                        "the keys are refused, or have no right to this; check serai.s3.access-key, serai.s3.secret-key and"
                                + " their policy" + says,
                        detail);
            case 404 -> notFound(detail);
            case 409 ->
                new UpstreamException("another request on the same key was under way" + says, detail.hinted(true));
            case 412 -> exists(detail);
            case 413 ->
                new InvalidRequestException(
                        "content: is too large for S3" + says, detail.because("too_large", "content"));
            case 416 -> ByteRange.beyond(detail.operation(), -1);
            default ->
                status >= 500
                        ? new UpstreamException("S3 failed" + says, detail)
                        : new InvalidRequestException(
                                "S3 refused the request" + says, detail.because("invalid_value", null));
        };
    }

    static InvalidRequestException exists(ErrorDetail detail) {
        return new InvalidRequestException(
                "key: holds other content; give another key, or overwrite=true to replace it",
                detail.answered(409, detail.requestId(), null).because("already_exists", "key"));
    }

    private static InvalidRequestException notFound(ErrorDetail detail) {
        String param = detail.operation().equals("storage-download") ? "source" : "key";
        return new InvalidRequestException(
                param + ": there is no such object; give a key that an upload answered",
                detail.answered(404, detail.requestId(), null).because("not_found", param));
    }

    private static UpstreamException wrongRegion(@Nullable String right, ErrorDetail detail) {
        return new UpstreamException(
                "the bucket lies in another region; set serai.s3.region to "
                        + (right == null ? "the bucket's region" : right),
                detail.because("misconfigured", null).hinted(false));
    }

    private static ServiceException unanswered(SdkException e, Attempt attempt) {
        ErrorDetail detail = attempt.detail();
        if (attempt.deadline().passed() || e instanceof ApiCallTimeoutException) {
            return attempt.over(e);
        }
        if (has(e, ConnectTimeoutException.class)) {
            return new ApiTimeoutException(
                    "no connection in time; can this machine reach serai.s3.endpoint?",
                    detail,
                    ApiTimeoutException.Phase.CONNECT,
                    e);
        }
        if (has(e, SocketTimeoutException.class)) {
            return new ApiTimeoutException("no complete answer in time", detail, ApiTimeoutException.Phase.READ, e);
        }
        if (has(e, UnknownHostException.class)) {
            return new UpstreamException("the host name is not known; check serai.s3.endpoint", detail, e);
        }
        if (has(e, ConnectException.class)) {
            return new UpstreamException("the connection was refused; check serai.s3.endpoint", detail, e);
        }
        if (has(e, SSLException.class)) {
            // A certificate does not get better by asking again.
            return new UpstreamException(
                    "the TLS handshake failed; check the endpoint's certificate", detail.hinted(false), e);
        }
        return new UpstreamException("the connection broke before the answer was complete", detail, e);
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String header(AwsServiceException e, String name) {
        AwsErrorDetails details = e.awsErrorDetails();
        SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
        return response == null ? null : response.firstMatchingHeader(name).orElse(null);
    }
}
