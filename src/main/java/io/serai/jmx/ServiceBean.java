package io.serai.jmx;

import io.serai.watch.ServiceStats;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** One operation. */
@ManagedResource(description = "An operation of Serai")
public final class ServiceBean {
    private final ServiceStats stats;

    ServiceBean(ServiceStats stats) {
        this.stats = stats;
    }

    @ManagedAttribute(description = "Calls that are over")
    public long getCalls() {
        return stats.figures().calls();
    }

    @ManagedAttribute(description = "Calls that ended in a failure")
    public long getErrors() {
        return stats.figures().errors();
    }

    @ManagedAttribute(description = "Share of calls that failed, from 0 to 1")
    public double getErrorRate() {
        return stats.figures().errorRate();
    }

    @ManagedAttribute(description = "Share of calls that failed through no fault of their caller, from 0 to 1")
    public double getFaultRate() {
        return stats.figures().faultRate();
    }

    @ManagedAttribute(description = "Half of the newest calls took at most this many ms")
    public long getP50Millis() {
        return stats.figures().p50();
    }

    @ManagedAttribute(description = "95 % of the newest calls took at most this many ms")
    public long getP95Millis() {
        return stats.figures().p95();
    }

    @ManagedAttribute(description = "99 % of the newest calls took at most this many ms")
    public long getP99Millis() {
        return stats.figures().p99();
    }

    @ManagedAttribute(description = "Tokens sent, as upstreams counted them")
    public long getPromptTokens() {
        return stats.figures().promptTokens();
    }

    @ManagedAttribute(description = "Tokens received, as upstreams counted them")
    public long getCompletionTokens() {
        return stats.figures().completionTokens();
    }

    @ManagedAttribute(description = "Known cost in USD, the sandbox's simulated cost included")
    public double getCostUsd() {
        return stats.figures().usd().doubleValue();
    }

    @ManagedAttribute(description = "What the cache saved, in USD")
    public double getSavedUsd() {
        return stats.figures().saved().doubleValue();
    }

    @ManagedAttribute(description = "Calls whose cost nobody knows")
    public long getUnknownCosts() {
        return stats.figures().unknown();
    }

    @ManagedAttribute(description = "Share of calls that the cache served, of those that looked, from 0 to 1")
    public double getCacheHitRatio() {
        return stats.figures().cacheHitRatio();
    }

    @ManagedOperation(description = "Counts anew from now on; the ledger and the metrics keep what they have")
    public void resetStatistics() {
        stats.reset();
    }
}
