package io.serai.retry;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.InvalidRequestException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What to do after a failed attempt.
 *
 * @param delay before the next attempt; null when there is none
 * @param elsewhere whether the next attempt goes to the next target of the model's chain
 */
record RetryDecision(@Nullable Duration delay, boolean elsewhere) {
    static final RetryDecision FAIL = new RetryDecision(null, false);

    /** Refusals of our own, which know best when to come again. */
    private static final Set<String> REFUSED_HERE =
            Set.of(Refusals.BREAKER_OPEN, Refusals.RATE_LIMIT, Refusals.STOPPING);

    /** Which waits are possible. */
    record Limits(int maxAttempts, Backoff backoff, Duration maxHint) {}

    /**
     * Where a call stands.
     *
     * @param failures in a row at this target
     * @param remaining time left for the whole call
     * @param anotherTarget whether the chain has a further target
     * @param anotherKey whether the key was the matter and the upstream has another, so that there is nothing to wait for
     * @param budget takes what a retry costs, when it is there
     */
    record Situation(
            int failures, Duration remaining, boolean anotherTarget, boolean anotherKey, BooleanSupplier budget) {}

    /**
     * Decides after a failed attempt.
     *
     * @param random from 0 (included) to 1 (excluded), for jitter
     */
    static RetryDecision after(ServiceException failure, Situation now, Limits limits, double random) {
        if (now.remaining().isZero()) {
            return FAIL;
        }
        boolean mayRepeat = (now.anotherKey() || failure.retryable())
                && now.failures() < limits.maxAttempts()
                && !REFUSED_HERE.contains(String.valueOf(failure.detail().code()));
        Duration wait = mayRepeat ? waitBefore(failure, now, limits, random) : null;
        if (wait != null && wait.compareTo(now.remaining()) < 0 && now.budget().getAsBoolean()) {
            return new RetryDecision(wait, false);
        }
        return now.anotherTarget() && curableElsewhere(failure) ? new RetryDecision(Duration.ZERO, true) : FAIL;
    }

    /** Null when the upstream asks for more than is ever waited. */
    private static @Nullable Duration waitBefore(
            ServiceException failure, Situation now, Limits limits, double random) {
        if (now.anotherKey()) {
            return Duration.ZERO;
        }
        Duration wait = limits.backoff().after(now.failures(), random);
        Duration hint = failure.detail().retryAfter();
        if (hint == null) {
            return wait;
        }
        if (hint.compareTo(limits.maxHint()) > 0) {
            return null;
        }
        return hint.compareTo(wait) > 0 ? hint : wait;
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
