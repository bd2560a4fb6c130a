package io.serai.jmx;

import io.serai.watch.UpstreamControl;
import io.serai.watch.UpstreamStats;
import java.time.Duration;
import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** One upstream. */
@ManagedResource(description = "An upstream of Serai")
public final class UpstreamBean {
    private final String host;
    private final UpstreamStats stats;
    private final UpstreamControl control;

    UpstreamBean(String host, UpstreamStats stats, UpstreamControl control) {
        this.host = host;
        this.stats = stats;
        this.control = control;
    }

    @ManagedAttribute(description = "Host that requests are sent to")
    public String getHost() {
        return host;
    }

    @ManagedAttribute(description = "Requests that are over")
    public long getRequests() {
        return stats.figures().requests();
    }

    @ManagedAttribute(description = "Requests that failed")
    public long getFailures() {
        return stats.figures().failures();
    }

    @ManagedAttribute(description = "Requests that repeated a failed one")
    public long getRetries() {
        return stats.figures().retries();
    }

    @ManagedAttribute(description = "Failures since the last good answer")
    public int getFailedInARow() {
        return stats.figures().failedInARow();
    }

    @ManagedAttribute(description = "95 % of the newest requests took at most this many ms")
    public long getP95Millis() {
        return stats.figures().p95();
    }

    @ManagedAttribute(description = "How the last request ended")
    public String getLastOutcome() {
        return stats.figures().lastOutcome();
    }

    @ManagedAttribute(description = "Whether the last requests all failed, not long ago")
    public boolean isFailing() {
        return stats.figures().failing();
    }

    @ManagedAttribute(description = "State of the breaker: closed, open, half_open or forced_open (by hand)")
    public String getBreaker() {
        return control.breaker();
    }

    @ManagedAttribute(
            description = "Per cent of attempts that failed, as the breaker counts; -1 when there are too few")
    public float getFailureRate() {
        return control.failureRate();
    }

    @ManagedAttribute(
            description = "Per cent of attempts that were slow, as the breaker counts; -1 when there are too few")
    public float getSlowRate() {
        return control.slowRate();
    }

    @ManagedAttribute(description = "Retries that could be made now; -1 when they are not counted")
    public double getRetriesLeft() {
        return control.retriesLeft();
    }

    @ManagedAttribute(description = "How many keys may be used now, of how many")
    public String getKeys() {
        return control.keys();
    }

    @ManagedAttribute(description = "The keys by fingerprint, and whether they rest")
    public List<String> getKeyStates() {
        return control.keyStates();
    }

    @ManagedAttribute(description = "Limits that the settings set")
    public String getLimits() {
        return control.limits();
    }

    @ManagedOperation(description = "Leaves the upstream alone until the breaker is reset")
    public void tripBreaker() {
        control.tripBreaker();
    }

    @ManagedOperation(description = "Closes the breaker at once and forgets what has failed")
    public void resetBreaker() {
        control.resetBreaker();
    }

    @ManagedOperation(description = "Leaves a key, by its number from 1, unused for so many seconds")
    public void restKey(int number, int seconds) {
        control.restKey(number, Duration.ofSeconds(seconds));
    }

    @ManagedOperation(description = "Uses all keys again at once")
    public void wakeKeys() {
        control.wakeKeys();
    }
}
