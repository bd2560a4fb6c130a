package io.serai.qiniu;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.storage.ByteRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps Kodo's statuses to our error model (developer.qiniu.com/kodo/3928/error-responses). */
final class KodoErrors {
    /** Tokens and keys, should Kodo ever echo one. */
    private static final Pattern SECRET = Pattern.compile("[\\w-]{12,}:[\\w=-]{20,}(:[\\w=-]+)?|token=\\S+");

    private static final Pattern RIGHT_REGION = Pattern.compile("up(?:load)?(?:-([a-z0-9-]+))?\\.qiniu");
    private static final int MAX_MESSAGE = 300;

    private static final String FORGOTTEN = "upload_forgotten";

    private KodoErrors() {}

    /** Whether Kodo says that it knows nothing of an upload in parts: too old, taken back, or completed. */
    static boolean isForgotten(ServiceException e) {
        return FORGOTTEN.equals(e.detail().code());
    }

    /** The exception for an answer that is not OK. */
    static ServiceException of(ErrorDetail call, KodoAnswer answer) {
        int status = answer.status();
        String error = answer.error();
        String says = error.isBlank() ? "" : " It says: " + clean(error);
        ErrorDetail detail = call.answered(status, answer.requestId(), answer.retryAfter());
        if (error.contains("incorrect region")) {
            return wrongRegion(error, detail);
        }
        return switch (status) {
            case 429, 573 -> new ApiRateLimitException("too many requests." + says, detail);
            case 408, 504 ->
                new ApiTimeoutException(
                        "Kodo ran out of time." + says, detail, ApiTimeoutException.Phase.UPSTREAM, null);
            // A signature of one attempt may be too old for it; the next attempt, if it is the second, signs anew.
            case 401 ->
                new AuthException(
                        credentials(error) + says,
                        error.contains("expired") && detail.attempts() == 1 ? detail.hinted(true) : detail);
            case 403 ->
                new AuthException("the keys have no right to this; check their policy at Qiniu." + says, detail);
            case 419 -> new AuthException("the account is frozen; see its state at Qiniu." + says, detail);
            case 404 -> notFound(detail);
            case 416 -> ByteRange.beyond(detail.operation(), -1);
            case 612 ->
                error.contains("uploadId")
                        ? unfinished("the upload was forgotten", says, detail.because(FORGOTTEN, null))
                        : notFound(detail);
            case 614 ->
                new InvalidRequestException(
                        "key: holds other content; give another key, or overwrite=true to replace it." + says,
                        detail.because("already_exists", "key"));
            case 413 ->
                new InvalidRequestException(
                        "content: is too large for Kodo." + says, detail.because("too_large", "content"));
            case 631 ->
                new UpstreamException(
                        "there is no such bucket; check serai.qiniu.bucket." + says,
                        detail.because("misconfigured", null).hinted(false));
            case 579 ->
                new UpstreamException(
                        "the object is stored, but the callback to your server failed; check the bucket's callback."
                                + says,
                        detail.because("callback_failed", null).hinted(false));
            case 406, 701 -> unfinished("the bytes did not arrive as they were sent", says, detail);
            case 200 -> unfinished("the answer is not Kodo's; is a proxy in the way?", "", detail);
            default -> other(says, detail);
        };
    }

    private static ServiceException other(String says, ErrorDetail detail) {
        int status = detail.status();
        if (status >= 500 && status < 600) {
            return new UpstreamException("Kodo failed." + says, detail);
        }
        if (status < 400) {
            return new UpstreamException(
                    "an answer came that is none, and redirects are not followed; check serai.qiniu.domain and the hosts",
                    detail.hinted(false));
        }
        return new InvalidRequestException("Kodo refused the request." + says, detail.because("invalid_value", null));
    }

    /** Kodo's 612 is HTTP's 404. */
    private static InvalidRequestException notFound(ErrorDetail detail) {
        String param = detail.operation().equals("storage-download") ? "source" : "key";
        ErrorDetail gone = detail.answered(404, detail.requestId(), null).because("not_found", param);
        return new InvalidRequestException(
                param + ": there is no such object; give a key that an upload answered", gone);
    }

    private static UpstreamException unfinished(String what, String says, ErrorDetail detail) {
        return new UpstreamException(what + "." + says, detail);
    }

    private static String credentials(String error) {
        return error.contains("expired")
                ? "the signature is out of date; check this machine's clock."
                : "the keys are refused; check serai.qiniu.access-key and serai.qiniu.secret-key.";
    }

    private static UpstreamException wrongRegion(String error, ErrorDetail detail) {
        Matcher host = RIGHT_REGION.matcher(error);
        String remedy = "set serai.qiniu.region to the bucket's region";
        if (host.find()) {
            remedy = "set serai.qiniu.region to " + (host.group(1) == null ? "z0" : host.group(1));
        }
        return new UpstreamException(
                "the bucket lies in another region; " + remedy,
                detail.because("misconfigured", null).hinted(false));
    }

    static String clean(String error) {
        String line = SECRET.matcher(error.strip().replaceAll("\\s+", " ")).replaceAll("***");
        return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
    }
}
