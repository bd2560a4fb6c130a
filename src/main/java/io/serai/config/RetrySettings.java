package io.serai.config;

import java.time.Duration;
import java.util.List;

/** The one retry policy. */
public final class RetrySettings {
    private RetrySettings() {}

    public static final Setting<Integer> RETRY_MAX_ATTEMPTS = Setting.of(
            "serai.retry.max-attempts",
            Kind.integer(1, 10),
            "3",
            "Requests an upstream may see for one call, the first included.");
    public static final Setting<Duration> RETRY_MIN_WAIT =
            Setting.of("serai.retry.min-wait", Kind.DURATION_KIND, "2s", "Shortest wait before another attempt.");
    public static final Setting<Duration> RETRY_MAX_WAIT = Setting.of(
            "serai.retry.max-wait",
            Kind.DURATION_KIND,
            "10s",
            "Longest wait before another attempt, unless the upstream asks for more.");
    public static final Setting<Duration> RETRY_MAX_HINT = Setting.of(
            "serai.retry.max-hint",
            Kind.DURATION_KIND,
            "60s",
            "Longest wait an upstream may ask for; a longer one fails the call at once and is passed on.");
    public static final Setting<Double> RETRY_JITTER =
            Setting.of("serai.retry.jitter", Kind.decimal(0, 1), "0.2", "Share of a wait that is added at random.");
    public static final Setting<Integer> RETRY_RESERVE = Setting.of(
            "serai.retry.reserve",
            Kind.integer(0, 1_000_000),
            "10",
            "Retries an upstream may be sent beyond a tenth of its calls; answered calls fill the reserve again. A full outage then adds a tenth to the load, not twice as much.");
    public static final Setting<Duration> DEADLINE = Setting.of(
            "serai.deadline", Kind.DURATION_KIND, "5m", "Longest time of one call, retries and waits included.");

    static final List<Setting<?>> ALL = List.of(
            RETRY_MAX_ATTEMPTS, RETRY_MIN_WAIT, RETRY_MAX_WAIT, RETRY_MAX_HINT, RETRY_JITTER, RETRY_RESERVE, DEADLINE);
}
