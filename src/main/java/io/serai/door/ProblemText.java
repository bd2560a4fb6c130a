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
import io.serai.error.Redaction;
import io.serai.error.ServiceException;
import io.serai.recipe.KnownFailure;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure as people and programs read it. Never holds a stack trace, a key, or an address with its query. */
final class ProblemText {
    private ProblemText() {}

    /**
     * The fields code, field, message, detail, remedy, retryable, operation, upstream, attempts, retry_after_seconds and
     * call_id, in this order; those that are not known are left out. The detail is the English message when another language
     * was asked for.
     *
     * @param language of message and remedy: {@code en} or {@code zh}
     * @param callId the id under which the log tells more
     */
    static Map<String, Object> of(Throwable failure, String language, @Nullable String callId) {
        Map<String, Object> problem = new LinkedHashMap<>();
        ServiceException known = KnownFailure.in(failure);
        if (known != null) {
            ErrorDetail detail = known.detail();
            put(problem, "code", code(known));
            put(problem, "field", detail.param());
            if (language.equals("zh")) {
                put(problem, "message", ProblemChinese.of(known));
                put(problem, "detail", clean(known.getMessage()));
            } else {
                put(problem, "message", clean(known.getMessage()));
            }
            put(problem, "remedy", ProblemRemedy.of(known, language));
            put(problem, "retryable", known.retryable());
            put(problem, "operation", detail.operation());
            put(problem, "upstream", detail.upstream());
            put(problem, "attempts", detail.attempts());
            // Rounded up: who obeys must not come too early.
            put(
                    problem,
                    "retry_after_seconds",
                    detail.retryAfter() == null ? null : (detail.retryAfter().toMillis() + 999) / 1000);
        } else {
            put(problem, "code", "internal_error");
            put(
                    problem,
                    "message",
                    language.equals("zh")
                            ? "Serai 内部出错（" + reason(failure) + "）。"
                            : "Serai itself failed (" + reason(failure) + ")");
            put(problem, "remedy", ProblemRemedy.internal(language));
            put(problem, "retryable", false);
        }
        put(problem, "call_id", callId);
        return problem;
    }

    static String clean(@Nullable String text) {
        return Redaction.clean(String.valueOf(text));
    }

    /** What the file system says is for people, such as a full disk; any other message may hold anything. */
    private static String reason(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        return failure instanceof FileSystemException disk && disk.getReason() != null
                ? kind + ", " + clean(disk.getReason())
                : kind;
    }

    private static String code(ServiceException failure) {
        String code = failure.detail().code();
        if (code != null) {
            return code;
        }
        if (failure instanceof InvalidRequestException) {
            return "invalid_value";
        }
        if (failure instanceof ApiRateLimitException) {
            return "rate_limit_exceeded";
        }
        if (failure instanceof QuotaExhaustedException) {
            return "insufficient_quota";
        }
        if (failure instanceof BudgetExceededException) {
            return "budget_exceeded";
        }
        if (failure instanceof ApiTimeoutException) {
            return "timeout";
        }
        if (failure instanceof AuthException) {
            return "invalid_credentials";
        }
        if (failure instanceof ContentFilteredException) {
            return "content_filter";
        }
        return failure instanceof InvalidReplyException ? "invalid_reply" : "upstream_error";
    }

    private static void put(Map<String, Object> problem, String name, @Nullable Object value) {
        if (value != null) {
            problem.put(name, value);
        }
    }
}
