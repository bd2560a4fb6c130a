package io.serai.storage;

import io.serai.fetch.FetchReply;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares content with the hashes a host sent along: {@code Repr-Digest} (RFC 9530), {@code Digest}, {@code Content-MD5}. */
final class Digests {
    private static final Pattern SHA_256 = Pattern.compile("(?i)sha-256=:?([A-Za-z0-9+/=]+):?");

    private Digests() {}

    /** False when there is a hash and the content has another; true also when there is none. */
    static boolean fit(Content content, FetchReply reply) throws IOException {
        String sha256 = sha256(reply.header("Repr-Digest"));
        if (sha256 == null) {
            sha256 = sha256(reply.header("Digest"));
        }
        if (sha256 != null) {
            return sha256.equals(hash(content, "SHA-256"));
        }
        String md5 = reply.header("Content-MD5");
        return md5 == null || md5.strip().equals(hash(content, "MD5"));
    }

    private static @Nullable String sha256(@Nullable String header) {
        Matcher m = SHA_256.matcher(header == null ? "" : header);
        return m.find() ? m.group(1) : null;
    }

    private static String hash(Content content, String algorithm) throws IOException {
        try (InputStream in = content.open()) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] block = new byte[64 * 1024];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
