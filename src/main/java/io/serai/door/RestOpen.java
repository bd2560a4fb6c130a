package io.serai.door;

import io.serai.http.HttpCall;
import io.serai.retry.Caller;
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
        String key = call.header("Idempotency-Key");
        if (call.method().equals("POST") || call.method().equals("PUT")) {
            exchange.setProperty(Wishes.IDEMPOTENCY_KEY, key);
        }
        if (key == null) {
            // With a key the caller will come back for the reply.
            exchange.setProperty(Caller.PROPERTY, (Caller) call::whenGone);
        }
    }
}
