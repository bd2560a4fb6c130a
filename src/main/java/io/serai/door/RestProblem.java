package io.serai.door;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.BudgetExceededException;
import io.serai.error.ContentFilteredException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidReplyException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.http.HttpCall;
import io.serai.retry.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders a failure as OpenAI's error body, {@code {"error": {message, type, param, code}}}, with what Serai knows beyond:
 * retryable, operation, upstream, attempts and call_id.
 */
final class RestProblem {
    private static final Logger LOG = LoggerFactory.getLogger(RestProblem.class);

    private RestProblem() {}

    static void write(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        Call.find(exchange).ifPresent(call -> {
            message.setHeader("x-request-id", call.id());
            message.setHeader("x-serai-call-id", call.id());
            call.rateLimits().forEach(message::setHeader);
        });
        int status = 500;
        if (failure(exchange) instanceof ServiceException known) {
            status = status(known);
            headers(message, known, HttpCall.of(exchange).allowed());
        }
        RestReply.json(message, status, of(exchange));
    }

    private static void headers(Message message, ServiceException failure, Set<String> allowed) {
        message.setHeader("x-should-retry", String.valueOf(failure.retryable()));
        Duration retryAfter = failure.detail().retryAfter();
        if (retryAfter != null) {
            message.setHeader("retry-after-ms", retryAfter.toMillis());
            // Whole seconds, rounded up: a client that obeys must not come too early.
            message.setHeader("Retry-After", (retryAfter.toMillis() + 999) / 1000);
        }
        if (failure.detail().status() == 405 && !allowed.isEmpty()) {
            message.setHeader("Allow", String.join(", ", allowed));
        }
    }

    private static @Nullable Exception failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    /** The error body, {@code {"error": ...}}; tells the log as well. */
    static Map<String, Object> of(Exchange exchange) {
        Exception failure = failure(exchange);
        String callId = Call.find(exchange).map(Call::id).orElse(null);
        if (failure instanceof ServiceException known) {
            LOG.info("[{}] {}", callId == null ? "refused" : callId, known.getMessage());
            return Map.of("error", body(known, callId));
        }
        LOG.error("[{}] failed inside Serai", callId, failure);
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", "Serai itself failed; its log has the reason under this call_id");
        error.put("type", "internal_error");
        error.put("param", null);
        error.put("code", "internal_error");
        error.put("call_id", callId);
        return Map.of("error", error);
    }

    private static Map<String, Object> body(ServiceException failure, @Nullable String callId) {
        ErrorDetail detail = failure.detail();
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", failure.getMessage());
        error.put("type", type(failure));
        error.put("param", detail.param());
        error.put("code", detail.code());
        error.put("retryable", failure.retryable());
        error.put("operation", detail.operation());
        error.put("upstream", detail.upstream());
        error.put("attempts", detail.attempts());
        error.put("call_id", callId);
        if (failure instanceof InvalidReplyException reply) {
            error.put("raw", reply.raw());
        }
        return error;
    }

    /** The status of our answer. An upstream that refuses our credentials is our fault, not the caller's: 502. */
    private static int status(ServiceException failure) {
        int upstream = failure.detail().status();
        if (failure.detail().upstream() == null && upstream >= 400) {
            // Nobody was asked: the status is our own.
            return upstream;
        }
        if (failure instanceof InvalidRequestException) {
            boolean tells = upstream >= 400 && upstream < 500;
            return tells ? upstream : 400;
        }
        if (failure instanceof ContentFilteredException) {
            return 400;
        }
        if (failure instanceof ApiTimeoutException) {
            return 504;
        }
        return failure instanceof ApiRateLimitException
                        || failure instanceof QuotaExhaustedException
                        || failure instanceof BudgetExceededException
                ? 429
                : 502;
    }

    private static String type(ServiceException failure) {
        if (failure instanceof InvalidRequestException) {
            int status = failure.detail().status();
            return status == 401 || status == 403 ? "authentication_error" : "invalid_request_error";
        }
        if (failure instanceof ContentFilteredException) {
            return "content_filter";
        }
        if (failure instanceof ApiTimeoutException) {
            return "timeout_error";
        }
        if (failure instanceof QuotaExhaustedException) {
            return "insufficient_quota";
        }
        if (failure instanceof BudgetExceededException) {
            return "budget_exceeded";
        }
        if (failure instanceof ApiRateLimitException) {
            return "rate_limit_error";
        }
        return failure instanceof AuthException || failure instanceof UpstreamException
                ? "upstream_error"
                : "invalid_reply";
    }
}
