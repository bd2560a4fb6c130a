package io.serai.reload;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.AsyncProcessorSupport;

/** The one step of an entry: goes through the turnstile and runs the route as it is now. */
final class EnteredRoute extends AsyncProcessorSupport {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CamelContext context;
    private final String routeId;
    private final Turnstile turnstile;
    private final String inside;

    EnteredRoute(CamelContext context, String routeId, Turnstile turnstile) {
        this.context = context;
        this.routeId = routeId;
        this.turnstile = turnstile;
        this.inside = "SeraiInside-" + System.identityHashCode(turnstile);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        boolean again = exchange.getProperty(inside) != null;
        try {
            if (!turnstile.enter(again, PATIENCE)) {
                exchange.setException(new RejectedExecutionException(
                        "the route " + routeId + " is being exchanged and calls under way take too long; try again"));
                callback.done(true);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        exchange.setProperty(inside, true);
        Route route = context.getRoute(routeId);
        if (route == null) {
            turnstile.leave();
            exchange.setException(new IllegalStateException("the route " + routeId + " is gone"));
            callback.done(true);
            return true;
        }
        return AsyncProcessorConverterHelper.convert(route.getProcessor()).process(exchange, doneSync -> {
            if (!again) {
                exchange.removeProperty(inside);
            }
            turnstile.leave();
            callback.done(doneSync);
        });
    }
}
