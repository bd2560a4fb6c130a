package io.serai.qiniu;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.qiniu.KodoHttp.Progress;
import io.serai.storage.Attempt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in our terms why no complete answer came. Never quotes the cause, whose text may hold a signed URL. */
final class Unanswered {
    private Unanswered() {}

    static ServiceException of(IOException e, Progress progress, Attempt attempt) {
        ErrorDetail detail = attempt.detail();
        if (attempt.deadline().passed()) {
            return attempt.over(e);
        }
        if (e instanceof InterruptedIOException) {
            return progress.connected()
                    ? new ApiTimeoutException("no complete answer in time", detail, ApiTimeoutException.Phase.READ, e)
                    : new ApiTimeoutException(
                            "no connection in time; can this machine reach Qiniu?",
                            detail,
                            ApiTimeoutException.Phase.CONNECT,
                            e);
        }
        if (e instanceof UnknownHostException) {
            return new UpstreamException(
                    "the host name is not known; check serai.qiniu.domain and the hosts", detail, e);
        }
        if (e instanceof ConnectException) {
            return new UpstreamException(
                    "the connection was refused; check serai.qiniu.domain and the hosts", detail, e);
        }
        if (e instanceof SSLException) {
            // A certificate does not get better by asking again.
            return new UpstreamException(
                    "the TLS handshake failed; check the domain's certificate", detail.hinted(false), e);
        }
        return new UpstreamException("the connection broke before the answer was complete", detail, e);
    }
}
