package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.reuse.Wishes;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.jspecify.annotations.Nullable;

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
        exchange.setProperty(Wishes.CACHE_CONTROL, request.getHeader("Cache-Control"));
        if (call.method().equals("POST") || call.method().equals("PUT")) {
            exchange.setProperty(Wishes.IDEMPOTENCY_KEY, request.getHeader("Idempotency-Key"));
        }
        // HTTP/2 has no Host header; the authority is the same thing in both versions.
        HostAndPort authority = request.authority();
        access.check(request.getHeader("Authorization"), authority == null ? null : authority.host());
        refuseForms(call.contentType());
    }

    /** The server parses a form and keeps nothing of its bytes: an object would silently become empty. */
    private static void refuseForms(@Nullable String contentType) {
        if (contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw new InvalidRequestException(
                    "content-type: a form is not taken; say what the body is, with curl: -H 'Content-Type: text/plain'",
                    ErrorDetail.of("rest").answered(415, null, null).because("unsupported_media_type", "content-type"));
        }
    }
}
