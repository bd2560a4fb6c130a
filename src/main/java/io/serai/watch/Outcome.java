package io.serai.watch;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.BudgetExceededException;
import io.serai.error.ContentFilteredException;
import io.serai.error.InvalidReplyException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a call or a request ended, in one word of a small set: fit for metrics, the ledger and the log. */
public final class Outcome {
    public static final String OK = "ok";
    /** The caller did not wait for the end. */
    private static final String LEFT = "caller_left";

    private static final String UPSTREAM = "upstream_error";

    private static final Map<Class<? extends ServiceException>, String> WORDS = words();

    private Outcome() {}

    private static Map<Class<? extends ServiceException>, String> words() {
        Map<Class<? extends ServiceException>, String> words = new LinkedHashMap<>();
        words.put(ApiRateLimitException.class, "rate_limit");
        words.put(QuotaExhaustedException.class, "quota");
        words.put(BudgetExceededException.class, "budget");
        words.put(ApiTimeoutException.class, "timeout");
        words.put(AuthException.class, "auth");
        words.put(InvalidRequestException.class, "invalid_request");
        words.put(ContentFilteredException.class, "content_filter");
        words.put(InvalidReplyException.class, "invalid_reply");
        return words;
    }

    public static String of(@Nullable ServiceException failure) {
        if (failure != null && failure.detail().status() == InvalidRequestException.CALLER_LEFT) {
            return LEFT;
        }
        return failure == null ? OK : WORDS.getOrDefault(failure.getClass(), UPSTREAM);
    }

    /** Whether somebody other than the caller is to blame: what an error rate should count. */
    public static boolean isFault(String outcome) {
        return !List.of(OK, LEFT, "invalid_request", "content_filter").contains(outcome);
    }
}
