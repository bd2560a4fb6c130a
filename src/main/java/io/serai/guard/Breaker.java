package io.serai.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.serai.config.BreakerSettings;
import io.serai.config.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves an upstream alone that mostly fails or is mostly slow, and probes it with one attempt after a while. Thread-safe. */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final CircuitBreaker breaker;
    private final Duration openTime;
    private volatile long since = System.nanoTime();

    Breaker(String upstream, Settings settings) {
        this.openTime = settings.get(BreakerSettings.BREAKER_OPEN_TIME);
        this.breaker = CircuitBreaker.of(
                upstream,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                (int) Math.max(
                                        1,
                                        settings.get(BreakerSettings.BREAKER_WINDOW)
                                                .toSeconds()),
                                settings.get(BreakerSettings.BREAKER_MIN_CALLS),
                                SlidingWindowType.TIME_BASED)
                        .failureRateThreshold(settings.get(BreakerSettings.BREAKER_FAILURE_RATE))
                        .slowCallRateThreshold(settings.get(BreakerSettings.BREAKER_SLOW_RATE))
                        .slowCallDurationThreshold(settings.get(BreakerSettings.BREAKER_SLOW_CALL))
                        .waitDurationInOpenState(openTime)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            since = System.nanoTime();
            LOG.warn(
                    "The breaker of upstream {} is {}",
                    upstream,
                    event.getStateTransition().getToState());
        });
    }

    /** Whether an attempt may be made; each that may is followed by one of {@link #left}, {@link #answered}, {@link #failed}. */
    boolean enter() {
        return breaker.tryAcquirePermission();
    }

    /** The attempt says nothing about the upstream. */
    void left() {
        breaker.releasePermission();
    }

    void answered(Duration took) {
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
    }

    void failed(Duration took, Throwable failure) {
        breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, failure);
    }

    /** How long it is till the next probe; at least a moment. */
    Duration untilProbe() {
        Duration left = openTime.minusNanos(System.nanoTime() - since);
        return left.compareTo(Duration.ofMillis(100)) < 0 ? Duration.ofMillis(100) : left;
    }

    /** closed (in use), open (left alone), half_open (probed) or forced_open (tripped by hand). */
    String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    /** Per cent; -1 as long as there are too few attempts. */
    float failureRate() {
        return breaker.getMetrics().getFailureRate();
    }

    /** Per cent; -1 as long as there are too few attempts. */
    float slowRate() {
        return breaker.getMetrics().getSlowCallRate();
    }

    /** Leaves the upstream alone until {@link #reset}. */
    void trip() {
        breaker.transitionToForcedOpenState();
    }

    void reset() {
        breaker.reset();
    }
}
