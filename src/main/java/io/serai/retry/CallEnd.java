package io.serai.retry;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Closes a call when its operation's route is done: an exchange of a caller's own route may make several calls, one after
 * the other. Should that route never end as one, the end of the exchange counts.
 */
final class CallEnd extends SynchronizationAdapter implements SynchronizationRouteAware {
    private final Call call;

    CallEnd(Call call) {
        this.call = call;
    }

    @Override
    public SynchronizationRouteAware getRouteSynchronization() {
        return this;
    }

    @Override
    public void onBeforeRoute(Route route, Exchange exchange) {
        // Nothing to do: the call is opened inside its route.
    }

    @Override
    public void onAfterRoute(Route route, Exchange exchange) {
        if (route.getRouteId().equals(call.operation())) {
            call.close(exchange.getException());
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        call.close(exchange.getException());
    }
}
