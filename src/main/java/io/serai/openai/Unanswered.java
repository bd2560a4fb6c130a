package io.serai.openai;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ApiTimeoutException.Phase;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.retry.Call;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says in our terms why no complete answer came. */
final class Unanswered {
    private Unanswered() {}

    /** Step of a doCatch. */
    static void explain(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.setException(caught instanceof ServiceException ours ? ours : of(Call.of(exchange), caught));
    }

    static ServiceException of(Call call, Exception e) {
        if (call.isAbandoned()) {
            PromptSize.guess(call, 0);
            return call.left();
        }
        ErrorDetail detail = call.detail();
        if (e instanceof AttemptClock.Expired || e instanceof SocketTimeoutException) {
            return timeout(call, e);
        }
        if (e instanceof BoundedEntity.TooLarge) {
            // It would be as large the next time.
            return new UpstreamException(String.valueOf(e.getMessage()), detail.hinted(false), e);
        }
        if (e instanceof UnknownHostException) {
            return new UpstreamException("the host name is not known; check the upstream's base-url", detail, e);
        }
        if (e instanceof ConnectException) {
            return new UpstreamException("the connection was refused; is the upstream up?", detail, e);
        }
        if (e instanceof SSLException tls) {
            return TlsFailure.of(tls, detail);
        }
        return new UpstreamException("the connection broke before the answer was complete", detail, e);
    }

    private static ServiceException timeout(Call call, Exception e) {
        ErrorDetail detail = call.detail();
        if (call.deadline().passed()) {
            return new ApiTimeoutException(call.deadline().over(), detail, Phase.TOTAL, e);
        }
        if (e instanceof AttemptClock.Expired expired) {
            return new ApiTimeoutException(String.valueOf(e.getMessage()), detail, expired.phase(), e);
        }
        return e instanceof ConnectTimeoutException
                ? new ApiTimeoutException("no connection in time; is the upstream up?", detail, Phase.CONNECT, e)
                : new ApiTimeoutException("no complete answer in time", detail, Phase.READ, e);
    }
}
