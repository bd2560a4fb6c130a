package io.serai.openai;

import io.serai.error.ErrorDetail;
import io.serai.error.UpstreamException;
import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Tells the ways apart in which no secure connection comes about. None but a broken connection is cured by a retry. */
final class TlsFailure {
    private TlsFailure() {}

    static UpstreamException of(SSLException e, ErrorDetail detail) {
        String certificate = certificate(e);
        if (certificate != null) {
            return new UpstreamException(
                    certificate, detail.because("certificate", null).hinted(false), e);
        }
        if (has(e, EOFException.class) || has(e, SocketException.class)) {
            return new UpstreamException("the connection broke during the TLS handshake or after it", detail, e);
        }
        return new UpstreamException(
                "no TLS connection is possible (" + e.getMessage() + "); check the upstream's base-url",
                detail.because("tls", null).hinted(false),
                e);
    }

    private static @Nullable String certificate(SSLException e) {
        if (has(e, CertificateExpiredException.class)) {
            return "the upstream's certificate has expired; its owner must renew it";
        }
        if (has(e, CertificateNotYetValidException.class)) {
            return "the upstream's certificate is not valid yet; is this machine's clock right?";
        }
        if (has(e, SSLPeerUnverifiedException.class) || saysName(e)) {
            return "the upstream's certificate is for another host name; check the upstream's base-url";
        }
        return has(e, CertPathBuilderException.class)
                ? "the upstream's certificate is signed by nobody whom this machine trusts; if that is as it should be,"
                        + " give the signer's certificate as the upstream's ca-file"
                : null;
    }

    /** The JDK tells a wrong name by words alone. */
    private static boolean saysName(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (message.contains("No subject alternative") || message.contains("No name matching")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
