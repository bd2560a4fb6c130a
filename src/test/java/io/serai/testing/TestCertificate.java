package io.serai.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server certificate for 127.0.0.1, made when first asked for and then shared within the JVM, with the authority that
 * signs. {@link #clientContext()} trusts that authority, so of the four only {@link #trusted()} is accepted and each other
 * one is refused for the reason in its name and no other.
 */
public final class TestCertificate {
    private static final Map<Kind, TestCertificate> MADE = new ConcurrentHashMap<>();

    private final KeyStore keys;

    private enum Kind {
        TRUSTED("ip:127.0.0.1,dns:localhost", "-1d", true),
        SELF_SIGNED("ip:127.0.0.1,dns:localhost", "-1d", false),
        EXPIRED("ip:127.0.0.1,dns:localhost", "-20d", true),
        WRONG_NAME("dns:elsewhere.example", "-1d", true);

        private final String names;
        private final String start;
        private final boolean signed;

        Kind(String names, String start, boolean signed) {
            this.names = names;
            this.start = start;
            this.signed = signed;
        }

        List<String> options() {
            List<String> options = new ArrayList<>(List.of("-alias", "server", "-dname", "CN=Serai test server"));
            options.addAll(List.of("-ext", "san=" + names, "-startdate", start, "-validity", "10"));
            if (signed) {
                options.addAll(List.of("-signer", "authority"));
            }
            return options;
        }
    }

    private static final class Authority {
        static final byte[] KEYS = Keytool.generate(
                new byte[0], List.of("-alias", "authority", "-dname", "CN=Serai test authority", "-ext", "bc:c"));
    }

    private TestCertificate(Kind kind) {
        keys = Keytool.load(Keytool.generate(Authority.KEYS, kind.options()));
    }

    /** Valid for 127.0.0.1 and localhost. */
    public static TestCertificate trusted() {
        return MADE.computeIfAbsent(Kind.TRUSTED, TestCertificate::new);
    }

    /** Valid, but signed by nobody else. */
    public static TestCertificate selfSigned() {
        return MADE.computeIfAbsent(Kind.SELF_SIGNED, TestCertificate::new);
    }

    /** Ended ten days ago. */
    public static TestCertificate expired() {
        return MADE.computeIfAbsent(Kind.EXPIRED, TestCertificate::new);
    }

    /** Valid, for another host. */
    public static TestCertificate wrongName() {
        return MADE.computeIfAbsent(Kind.WRONG_NAME, TestCertificate::new);
    }

    /** For a client that trusts the authority and nothing else. */
    public SSLContext clientContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's certificate alone, for clients that take a key store. */
    public KeyStore trustStore() {
        try {
            KeyStore trust = Keytool.load(new byte[0]);
            trust.setCertificateEntry("authority", keys.getCertificate("authority"));
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same in a file, for a JVM that is to trust nobody else; its password is {@code changeit}. */
    public Path trustStore(Path folder) {
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trustStore().store(out, Keytool.PASSWORD);
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext serverContext() {
        try {
            // The server's entry alone: with both, the key manager might show the authority's.
            KeyStore own = Keytool.load(new byte[0]);
            char[] password = Keytool.PASSWORD;
            own.setKeyEntry("server", keys.getKey("server", password), password, keys.getCertificateChain("server"));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
