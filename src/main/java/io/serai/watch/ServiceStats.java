package io.serai.watch;

import io.serai.meter.Cost;
import java.math.BigDecimal;

/** What one operation has done since the start or the last reset. Thread-safe. */
public final class ServiceStats {
    private static final int NEWEST = 2_000;

    private long calls;
    private long errors;
    private long faults;
    private long hits;
    private long lookups;
    private long promptTokens;
    private long completionTokens;
    private long unknown;
    private BigDecimal usd = BigDecimal.ZERO;
    private BigDecimal saved = BigDecimal.ZERO;
    private Durations durations = new Durations(NEWEST);

    synchronized void add(CallRecord call) {
        calls++;
        errors += call.ok() ? 0 : 1;
        faults += Outcome.isFault(call.outcome()) ? 1 : 0;
        boolean hit = "hit".equals(call.cache()) || "shared".equals(call.cache());
        hits += hit ? 1 : 0;
        lookups += hit || "miss".equals(call.cache()) ? 1 : 0;
        if (call.usage() != null && !hit) {
            promptTokens += call.usage().promptTokens();
            completionTokens += call.usage().completionTokens();
        }
        unknown += call.cost() != null && call.cost().usd() == null ? 1 : 0;
        usd = usd.add(known(call.cost()));
        saved = saved.add(known(call.saved()));
        durations.add(call.millis());
    }

    private static BigDecimal known(@org.jspecify.annotations.Nullable Cost cost) {
        return cost == null || cost.usd() == null ? BigDecimal.ZERO : cost.usd();
    }

    /** A moment's figures; ratios and percentiles of nothing are 0. */
    public record Figures(
            long calls,
            long errors,
            double errorRate,
            double faultRate,
            long p50,
            long p95,
            long p99,
            long promptTokens,
            long completionTokens,
            BigDecimal usd,
            BigDecimal saved,
            long unknown,
            long hits,
            long lookups,
            double cacheHitRatio) {}

    public synchronized Figures figures() {
        return new Figures(
                calls,
                errors,
                calls == 0 ? 0 : (double) errors / calls,
                calls == 0 ? 0 : (double) faults / calls,
                durations.percentile(0.5),
                durations.percentile(0.95),
                durations.percentile(0.99),
                promptTokens,
                completionTokens,
                usd,
                saved,
                unknown,
                hits,
                lookups,
                lookups == 0 ? 0 : (double) hits / lookups);
    }

    public synchronized void reset() {
        calls = 0;
        errors = 0;
        faults = 0;
        hits = 0;
        lookups = 0;
        promptTokens = 0;
        completionTokens = 0;
        unknown = 0;
        usd = BigDecimal.ZERO;
        saved = BigDecimal.ZERO;
        durations = new Durations(NEWEST);
    }
}
