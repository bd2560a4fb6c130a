package io.serai.retry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An upstream's key. Prints as its fingerprint, by which an operator can tell which of several it is. */
public final class ApiKey {
    private final String value;
    private final String fingerprint;

    public ApiKey(String value) {
        this.value = value;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            this.fingerprint = HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The secret itself. */
    public String value() {
        return value;
    }

    /** The first 8 hexadecimal digits of the value's SHA-256. */
    @Override
    public String toString() {
        return fingerprint;
    }
}
