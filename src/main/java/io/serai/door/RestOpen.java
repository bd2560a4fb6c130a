package io.serai.door;

import io.serai.http.HttpCall;
import org.apache.camel.Exchange;

/**
 * First step of every REST route: keeps what the door needs of the request as a {@link RestCall}, and takes all headers
 * off, so that no header or query of a caller reaches an upstream or comes back.
 */
final class RestOpen {
    private RestOpen() {}

    static void open(Exchange exchange) {
        exchange.getIn().removeHeaders("*");
        RestCall.open(exchange, HttpCall.of(exchange));
    }
}
