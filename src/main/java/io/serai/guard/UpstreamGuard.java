package io.serai.guard;

import io.serai.config.BreakerSettings;
import io.serai.config.Settings;
import io.serai.config.Upstream;
import io.serai.config.UpstreamRate;
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
import io.serai.watch.UpstreamControl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands before one upstream: its breaker, its limits a minute and its keys. Thread-safe.
 */
public final class UpstreamGuard implements UpstreamControl {
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

    /** Name of the upstream. */
    public String name() {
        return upstream.name();
    }

    @Override
    public String breaker() {
        return breaker == null ? "" : breaker.state();
    }

    @Override
    public float failureRate() {
        return breaker == null ? -1 : breaker.failureRate();
    }

    @Override
    public float slowRate() {
        return breaker == null ? -1 : breaker.slowRate();
    }

    @Override
    public double retriesLeft() {
        return budget.map(RetryBudget::left).orElse(-1.0);
    }

    @Override
    public String keys() {
        return keys.inUse() + " of " + keys.size();
    }

    @Override
    public List<String> keyStates() {
        return keys.states();
    }

    @Override
    public String limits() {
        UpstreamRate limits = upstream.rate();
        return Stream.of(said(limits.requests(), "requests a minute"), said(limits.tokens(), "tokens a minute"))
                .filter(limit -> !limit.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String said(int limit, String unit) {
        return limit == 0 ? "" : limit + " " + unit;
    }

    @Override
    public void tripBreaker() {
        if (breaker != null) {
            breaker.trip();
        }
    }

    @Override
    public void resetBreaker() {
        if (breaker != null) {
            breaker.reset();
        }
    }

    @Override
    public void restKey(int number, Duration time) {
        keys.rest(number, time, "by hand");
    }

    @Override
    public void wakeKeys() {
        keys.wake();
    }
}
