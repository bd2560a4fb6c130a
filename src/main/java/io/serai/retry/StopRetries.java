package io.serai.retry;

import io.serai.error.UpstreamException;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Ends the calls that wait for another attempt as soon as the context begins to stop. They fail and say why, so that a stop
 * takes no longer than the requests that are out.
 */
public final class StopRetries extends EventNotifierSupport implements CallListener {
    private final RedeliveryScheduler scheduler;
    private volatile boolean stopping;

    public StopRetries(RedeliveryScheduler scheduler) {
        this.scheduler = scheduler;
        setIgnoreExchangeEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.CamelContextStoppingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        stopping = true;
        scheduler.hurry();
    }

    @Override
    public void attempting(Call call) {
        if (stopping && call.hasWaited()) {
            throw new UpstreamException(
                    "Serai is stopping while this call waited for its next attempt; make the call again",
                    call.detail().because(Refusals.STOPPING, null));
        }
    }
}
