package io.serai.config;

import java.time.Duration;
import java.util.List;

/** When an upstream that fails is left alone. */
public final class BreakerSettings {
    private BreakerSettings() {}

    public static final Setting<Boolean> BREAKER_ENABLED = Setting.of(
            "serai.breaker.enabled",
            Kind.FLAG,
            "true",
            "Whether an upstream that mostly fails is left alone for a while.");
    public static final Setting<Integer> BREAKER_FAILURE_RATE = Setting.of(
            "serai.breaker.failure-rate",
            Kind.integer(1, 100),
            "50",
            "Per cent of attempts within the window that failed (5xx, timeouts, broken replies) from which on it is left alone.");
    public static final Setting<Integer> BREAKER_SLOW_RATE = Setting.of(
            "serai.breaker.slow-rate",
            Kind.integer(1, 100),
            "90",
            "Per cent of attempts within the window that were slow from which on it is left alone.");
    public static final Setting<Duration> BREAKER_SLOW_CALL = Setting.of(
            "serai.breaker.slow-call", Kind.DURATION_KIND, "100s", "An attempt that takes longer counts as slow.");
    public static final Setting<Integer> BREAKER_MIN_CALLS = Setting.of(
            "serai.breaker.min-calls",
            Kind.integer(1, 100_000),
            "20",
            "Attempts within the window below which nothing is concluded.");
    public static final Setting<Duration> BREAKER_WINDOW = Setting.of(
            "serai.breaker.window", Kind.DURATION_KIND, "60s", "How far back attempts count; whole seconds.");
    public static final Setting<Duration> BREAKER_OPEN_TIME = Setting.of(
            "serai.breaker.open-time",
            Kind.DURATION_KIND,
            "30s",
            "How long an upstream is left alone before one attempt probes it.");

    static final List<Setting<?>> ALL = List.of(
            BREAKER_ENABLED,
            BREAKER_FAILURE_RATE,
            BREAKER_SLOW_RATE,
            BREAKER_SLOW_CALL,
            BREAKER_MIN_CALLS,
            BREAKER_WINDOW,
            BREAKER_OPEN_TIME);
}
