package io.serai.door;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the inbox is looked at, {@code serai-inbox-poll}: as soon as a worker is free, and seldom enough that looking at many
 * files is not the main work. What was seen is good for a short time only, so that newcomers get their turn.
 */
final class InboxPoll extends DefaultPollingConsumerPollStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(InboxPoll.class);
    private static final long GOOD_FOR_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int LOOKS = 5;

    private final InboxOrder order;
    private final InboxWorkers workers;
    private final InboxTotals totals;
    private final long pollNanos;
    private volatile long begun;
    private volatile long listed;
    private long listingNanos;
    private String trouble = "";

    InboxPoll(InboxOrder order, InboxWorkers workers, InboxTotals totals, Duration poll) {
        this.order = order;
        this.workers = workers;
        this.totals = totals;
        this.pollNanos = poll.toNanos();
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        long until = System.nanoTime() + Math.max(pollNanos, LOOKS * listingNanos);
        workers.await(() ->
                System.nanoTime() - until < 0 && !endpoint.getCamelContext().isStopping());
        order.clear();
        begun = System.nanoTime();
        listed = 0;
        return true;
    }

    /** Whether what this poll has seen can still be gone by; to be asked before each file. */
    boolean isFresh() {
        long now = System.nanoTime();
        if (listed == 0) {
            listed = now;
            listingNanos = now - begun;
        }
        return now - listed < Math.max(GOOD_FOR_NANOS, LOOKS * listingNanos);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        trouble = "";
        totals.queued(order.counts(), polledMessages);
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        // Each poll would say the same again.
        if (!cause.toString().equals(trouble)) {
            trouble = cause.toString();
            LOG.warn("The inbox cannot be looked at; it is tried again: {}", trouble);
        }
        return false;
    }
}
