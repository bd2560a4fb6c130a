package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.ContentFilteredException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.json.Json;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps an error answer of OpenAI's wire format to our error model, by status and by the {@code code} and {@code type} of
 * {@code {"error": {message, type, param, code}}}.
 */
final class OpenAiErrors {
    private static final Set<String> QUOTA =
            Set.of("insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded");
    private static final Set<String> FILTER =
            Set.of("content_policy_violation", "content_filter", "moderation_blocked");
    /** Keys as OpenAI and its kin write them; some upstreams echo the key they refuse. */
    private static final Pattern KEY = Pattern.compile("\\b(sk|pk|rk|key)-[\\w*.-]{4,}");

    private static final int MAX_MESSAGE = 300;

    private OpenAiErrors() {}

    /** The exception for an answer with an error status. */
    static ServiceException of(ErrorDetail detail, byte[] body) {
        Said said = said(body);
        String code = said.code() != null ? said.code() : said.type();
        ErrorDetail full = detail.because(code, said.param());
        String says = said.message() == null ? "" : " It says: " + said.message();
        int status = detail.status();
        if (isQuota(said)) {
            return new QuotaExhaustedException("the account's money or quota is used up; top it up." + says, full);
        }
        if (FILTER.contains(String.valueOf(code))) {
            return new ContentFilteredException("the upstream's safety rules refused this; reword it." + says, full);
        }
        return switch (status) {
            case 429 -> new ApiRateLimitException("too many requests." + says, full);
            case 401 ->
                new AuthException("the API key is missing or wrong; check the upstream's api-key." + says, full);
            case 403 -> new AuthException("the API key has no right to this; check its permissions." + says, full);
            case 404 ->
                new InvalidRequestException("there is no such model or path; check model and base-url." + says, full);
            case 408, 504 ->
                new ApiTimeoutException(
                        "the upstream ran out of time." + says, full, ApiTimeoutException.Phase.UPSTREAM, null);
            case 409 -> new UpstreamException("the upstream reports a conflict." + says, full);
            case 413 -> new InvalidRequestException("the request is too large." + says, full);
            default ->
                status >= 500
                        ? new UpstreamException("the upstream failed." + says, full)
                        : status >= 300 && status < 400
                                ? new UpstreamException(
                                        "the upstream redirects, which is not followed; check base-url.",
                                        full.hinted(false))
                                : new InvalidRequestException("the upstream refused the request." + says, full);
        };
    }

    private static boolean isQuota(Said said) {
        return isQuota(said.code()) || isQuota(said.type());
    }

    private static boolean isQuota(@Nullable String reason) {
        return reason != null && (QUOTA.contains(reason) || reason.endsWith("_spend_limit_exceeded"));
    }

    private record Said(
            @Nullable String message,
            @Nullable String type,
            @Nullable String param,
            @Nullable String code) {}

    /** What the body says; an upstream that answers HTML or nothing said nothing. */
    private static Said said(byte[] body) {
        JsonNode error;
        try {
            error = Json.read(body).path("error");
        } catch (IOException e) {
            return new Said(null, null, null, null);
        }
        if (error.isTextual()) {
            return new Said(clean(error.asText()), null, null, null);
        }
        String message = text(error, "message");
        return new Said(
                message == null ? null : clean(message),
                text(error, "type"),
                text(error, "param"),
                text(error, "code"));
    }

    private static @Nullable String text(JsonNode error, String field) {
        JsonNode value = error.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static String clean(String message) {
        String line = KEY.matcher(message.strip().replaceAll("\\s+", " ")).replaceAll("***");
        return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line;
    }
}
