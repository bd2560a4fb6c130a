package io.serai.retry;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Lets a failure that leaves an operation's route look, to the route that called it, like one that has just happened there.
 * Camel marks a failure whose repetitions are spent, and skips every {@code onException} of the callers.
 */
public final class HandsToCaller extends RoutePolicySupport {
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getException() == null) {
            return;
        }
        ExchangeExtension state = exchange.getExchangeExtension();
        state.setRedeliveryExhausted(false);
        state.setFailureHandled(false);
        state.setErrorHandlerHandled(null);
        exchange.getMessage().removeHeaders("CamelRedeliver*");
    }
}
