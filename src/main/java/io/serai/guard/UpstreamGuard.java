package io.serai.guard;

import io.serai.config.BreakerSettings;
import io.serai.config.Settings;
import io.serai.config.Upstream;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.AuthException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.meter.Usage;
import io.serai.retry.ApiKey;
import io.serai.retry.Call;
import io.serai.retry.Refusals;
import io.serai.retry.RetryBudget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.jspecify.annotations.Nullable;

/**
 * What stands before one upstream: its breaker, its limits a minute and its keys. Shown over JMX. Thread-safe.
 */
@ManagedResource(description = "An upstream: its breaker, keys and limits")
public final class UpstreamGuard {
    /** A rate limit without a hint. */
    private static final Duration SHORT_REST = Duration.ofSeconds(5);

    /** A key that is refused, or whose money is gone, is not mended by itself soon. */
    private static final Duration LONG_REST = Duration.ofMinutes(5);

    private final Upstream upstream;
    private final @Nullable Breaker breaker;
    private final RateLimit rate;
    private final KeyPool keys;
    private final Optional<RetryBudget> budget;

    UpstreamGuard(Upstream upstream, Settings settings, Optional<RetryBudget> budget) {
        this.upstream = upstream;
        boolean guarded = settings.get(BreakerSettings.BREAKER_ENABLED) && !upstream.sandbox();
        this.breaker = guarded ? new Breaker(upstream.name(), settings) : null;
        this.rate = new RateLimit(upstream.rate());
        this.keys = new KeyPool(upstream.keys());
        this.budget = budget;
    }

    void attempting(Call call) {
        if (breaker != null && !breaker.enter()) {
            throw new UpstreamException(
                    "the upstream mostly fails and is left alone for now; try again later",
                    call.detail().answered(0, null, breaker.untilProbe()).because(Refusals.BREAKER_OPEN, null));
        }
        try {
            waitTurn(call);
        } catch (ServiceException refusal) {
            if (breaker != null) {
                breaker.left();
            }
            throw refusal;
        }
        call.key(keys.take());
    }

    private void waitTurn(Call call) {
        if (call.takeTurn(upstream.name())) {
            return;
        }
        Duration wait = rate.reserve(call.expectedTokens());
        if (wait.isZero()) {
            return;
        }
        boolean worth = wait.compareTo(upstream.rate().maxWait()) <= 0
                && wait.compareTo(call.deadline().remaining()) < 0;
        if (worth) {
            call.turn(upstream.name(), wait);
        } else {
            rate.giveBack(call.expectedTokens());
        }
        throw new ApiRateLimitException(
                "the limit set here for this upstream is reached (requests-per-minute, tokens-per-minute); its next turn is in "
                        + wait.toMillis() + " ms",
                call.detail().answered(0, null, wait).because(Refusals.RATE_LIMIT, null));
    }

    void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
        if (usage != null) {
            rate.settle(call.expectedTokens(), usage.totalTokens());
        }
        if (failure != null) {
            rest(call, failure);
        }
        if (breaker == null) {
            return;
        }
        if (failure == null || isAlive(failure)) {
            breaker.answered(call.sinceAttempt());
        } else if (isUpstreamsFault(call, failure)) {
            breaker.failed(call.sinceAttempt(), failure);
        } else {
            breaker.left();
        }
    }

    /** Another key can cure what is the matter with this one. */
    private void rest(Call call, ServiceException failure) {
        ApiKey key = call.key();
        Duration hint = failure.detail().retryAfter();
        Duration time;
        if (failure instanceof AuthException || failure instanceof QuotaExhaustedException) {
            time = LONG_REST;
        } else if (failure instanceof ApiRateLimitException) {
            time = hint == null ? SHORT_REST : hint;
        } else {
            return;
        }
        if (key != null && keys.rest(key, time, "status " + failure.detail().status())) {
            call.offerAnotherKey();
        }
    }

    /** The upstream worked, even if it said no. */
    private static boolean isAlive(ServiceException failure) {
        return failure.detail().status() >= 400
                && failure.detail().status() < 500
                && !(failure instanceof ApiRateLimitException)
                && !(failure instanceof ApiTimeoutException);
    }

    private static boolean isUpstreamsFault(Call call, ServiceException failure) {
        if (failure instanceof ApiTimeoutException timeout) {
            // Later attempts may have had but a moment of the call's time left.
            return timeout.phase() != ApiTimeoutException.Phase.TOTAL || call.isFirstHere();
        }
        return failure instanceof UpstreamException;
    }

    @ManagedAttribute(description = "Name of the upstream")
    public String getName() {
        return upstream.name();
    }

    @ManagedAttribute(
            description = "CLOSED (in use), OPEN (left alone), HALF_OPEN (probed), FORCED_OPEN (by hand), OFF")
    public String getBreakerState() {
        return breaker == null ? "OFF" : breaker.state();
    }

    @ManagedAttribute(description = "Per cent of attempts that failed; -1 when there are too few")
    public float getFailureRate() {
        return breaker == null ? -1 : breaker.failureRate();
    }

    @ManagedAttribute(description = "Per cent of attempts that were slow; -1 when there are too few")
    public float getSlowRate() {
        return breaker == null ? -1 : breaker.slowRate();
    }

    @ManagedAttribute(description = "Retries that could be made now; -1 when they are not counted")
    public double getRetriesLeft() {
        return budget.map(RetryBudget::left).orElse(-1.0);
    }

    @ManagedAttribute(description = "The keys by fingerprint, and whether they rest")
    public List<String> getKeys() {
        return keys.states();
    }

    @ManagedOperation(description = "Leave the upstream alone until the breaker is reset")
    public void tripBreaker() {
        if (breaker != null) {
            breaker.trip();
        }
    }

    @ManagedOperation(description = "Use the upstream again and forget what has failed")
    public void resetBreaker() {
        if (breaker != null) {
            breaker.reset();
        }
    }

    @ManagedOperation(description = "Use all keys again at once")
    public void wakeKeys() {
        keys.wake();
    }
}
