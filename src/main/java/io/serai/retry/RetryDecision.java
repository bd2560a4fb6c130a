package io.serai.retry;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to do after a failed attempt.
 *
 * @param delay before the next attempt; null when there is none
 * @param elsewhere whether the next attempt goes to the next target of the model's chain
 */
record RetryDecision(@Nullable Duration delay, boolean elsewhere) {
    static final RetryDecision FAIL = new RetryDecision(null, false);

    /** Which waits are possible. */
    record Limits(int maxAttempts, Backoff backoff, Duration maxHint) {}

    /**
     * Decides after the {@code failures}-th failure in a row at one target.
     *
     * @param remaining time left for the whole call
     * @param another whether the chain has a further target
     * @param random from 0 (included) to 1 (excluded), for jitter
     */
    static RetryDecision after(
            ServiceException failure, int failures, Duration remaining, boolean another, Limits limits, double random) {
        if (remaining.isZero()) {
            return FAIL;
        }
        Duration hint = failure.detail().retryAfter();
        if (failure.retryable() && failures < limits.maxAttempts()) {
            Duration wait = limits.backoff().after(failures, random);
            if (hint != null && hint.compareTo(wait) > 0) {
                wait = hint;
            }
            boolean tooLong = hint != null && hint.compareTo(limits.maxHint()) > 0;
            if (!tooLong && wait.compareTo(remaining) < 0) {
                return new RetryDecision(wait, false);
            }
        }
        return another && curableElsewhere(failure) ? new RetryDecision(Duration.ZERO, true) : FAIL;
    }

    private static boolean curableElsewhere(ServiceException failure) {
        return failure instanceof ApiRateLimitException
                || failure instanceof QuotaExhaustedException
                || failure instanceof UpstreamException
                || failure instanceof AuthException
                || failure instanceof ApiTimeoutException
                || (failure instanceof InvalidRequestException
                        && "model_not_found".equals(failure.detail().code()));
    }
}
