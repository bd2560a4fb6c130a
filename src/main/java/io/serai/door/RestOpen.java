package io.serai.door;

import io.serai.http.HttpCall;
import io.serai.reuse.Wishes;
import org.apache.camel.Exchange;

/**
 * First step of every REST route: keeps what the door needs of the request as a {@link RestCall}, and takes all headers
 * off, so that no header or query of a caller reaches an upstream or comes back.
 */
final class RestOpen {
    private RestOpen() {}

    static void open(Exchange exchange) {
        HttpCall call = HttpCall.of(exchange);
        exchange.getIn().removeHeaders("*");
        RestCall.open(exchange, call);
        exchange.setProperty(Wishes.CACHE_CONTROL, call.header("Cache-Control"));
        if (call.method().equals("POST") || call.method().equals("PUT")) {
            exchange.setProperty(Wishes.IDEMPOTENCY_KEY, call.header("Idempotency-Key"));
        }
    }
}
