package io.serai.retry;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The border of an operation. The caller's headers are there again when it ends, whatever was sent upstream meanwhile. And a
 * failure looks, to the route that called, like one that has just happened there: Camel marks a failure whose repetitions are
 * spent, and would skip every {@code onException} of the callers.
 */
public final class HandsToCaller extends RoutePolicySupport {
    private static final String HEADERS = "SeraiCallerHeaders";

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        exchange.setProperty(HEADERS, Map.copyOf(present(exchange.getMessage().getHeaders())));
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Map<?, ?> headers = exchange.removeProperty(HEADERS) instanceof Map<?, ?> map ? map : Map.of();
        exchange.getMessage().removeHeaders("*");
        headers.forEach((name, value) -> exchange.getMessage().setHeader(String.valueOf(name), value));
        if (exchange.getException() != null) {
            ExchangeExtension state = exchange.getExchangeExtension();
            state.setRedeliveryExhausted(false);
            state.setFailureHandled(false);
            state.setErrorHandlerHandled(null);
        }
    }

    private static Map<String, Object> present(Map<String, Object> headers) {
        Map<String, Object> present = new HashMap<>(headers);
        present.values().removeIf(Objects::isNull);
        return present;
    }
}
