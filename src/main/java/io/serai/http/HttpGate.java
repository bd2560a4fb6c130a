package io.serai.http;

import org.apache.camel.Exchange;

/** Decides, before a request's body is read, whether its caller may come in. */
@FunctionalInterface
public interface HttpGate {
    /**
     * Returns when the caller may go on; the exchange has no body yet and may be told who calls.
     *
     * @throws io.serai.error.ServiceException to refuse, with the status to answer
     */
    void check(HttpCall call, Exchange exchange);
}
