package io.serai.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * First step of every REST route: checks access, keeps what the door needs of the request as a {@link RestCall}, and
 * takes all headers off, so that no header, query or form field of a caller reaches an upstream or comes back.
 */
final class RestOpen implements Processor {
    private final RestAccess access;

    RestOpen(RestAccess access) {
        this.access = access;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getIn();
        var request = exchange.getIn(HttpMessage.class).getRequest();
        message.removeHeaders("*");
        RestCall call = new RestCall(
                request.method().name(),
                request.path(),
                request.query() == null ? "" : request.query(),
                request.getHeader("Content-Type"));
        exchange.setProperty(RestCall.PROPERTY, call);
        if (message.getBody() instanceof HttpServerRequest unread) {
            RequestStream body = new RequestStream(unread);
            exchange.getExchangeExtension().addOnCompletion(new ClosingWhenDone(body));
            message.setBody(body);
        }
        // HTTP/2 has no Host header; the authority is the same thing in both versions.
        HostAndPort authority = request.authority();
        access.check(request.getHeader("Authorization"), authority == null ? null : authority.host());
    }
}
