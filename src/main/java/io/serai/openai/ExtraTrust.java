package io.serai.openai;

import io.serai.config.SettingException;
import io.serai.config.Upstream;
import io.serai.config.UpstreamSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.jspecify.annotations.Nullable;

/** Trust in the certificates of a file besides those that Java trusts. Names and dates are checked as ever. */
final class ExtraTrust {
    private ExtraTrust() {}

    /**
     * @throws SettingException when the file holds no certificates
     */
    static SSLContextParameters in(Upstream upstream) {
        Path file = Objects.requireNonNull(upstream.caFile());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setTrustManager(trusting(certificates(upstream, file)));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private static Collection<? extends Certificate> certificates(Upstream upstream, Path file) {
        String problem;
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!certificates.isEmpty()) {
                return certificates;
            }
            problem = "it is empty";
        } catch (IOException e) {
            problem = "it cannot be read";
        } catch (GeneralSecurityException e) {
            problem = String.valueOf(e.getMessage());
        }
        throw new SettingException(
                UpstreamSettings.UPSTREAM_CA_FILE.named(upstream.name()).key() + ": " + file
                        + " holds no certificates in PEM form (" + problem + ")");
    }

    private static X509TrustManager trusting(Collection<? extends Certificate> more) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (X509Certificate known : manager(null).getAcceptedIssuers()) {
                all.setCertificateEntry("java-" + number++, known);
            }
            for (Certificate each : more) {
                all.setCertificateEntry("file-" + number++, each);
            }
            return manager(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot make a trust store", e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
