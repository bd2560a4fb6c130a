package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides who may use the REST door: callers with a key, or, without any keys, this machine only. */
final class RestAccess {
    private static final Pattern LOOPBACK_HOST = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final String BEARER = "Bearer ";

    private final List<byte[]> hashes;

    RestAccess(List<String> keys) {
        this.hashes = keys.stream().map(RestAccess::hash).toList();
    }

    /**
     * Returns when the caller may go on.
     *
     * @throws InvalidRequestException with status 401 or 403
     */
    void check(@Nullable String authorization, @Nullable String host) {
        if (hashes.isEmpty()) {
            // A web page could reach this machine by a name of its own (DNS rebinding); its Host header tells.
            if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
                throw refused(403, "host", "without serai.api-keys only this machine may call; use 127.0.0.1");
            }
            return;
        }
        byte[] given = hash(
                authorization != null && authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length()).strip()
                        : "");
        boolean known = false;
        for (byte[] hash : hashes) {
            // All are compared, each in constant time, so that timing tells nothing.
            known |= MessageDigest.isEqual(hash, given);
        }
        if (!known) {
            throw refused(401, "authorization", "the API key is missing or wrong; send Authorization: Bearer <key>");
        }
    }

    private static InvalidRequestException refused(int status, String param, String problem) {
        return new InvalidRequestException(
                problem, ErrorDetail.of("rest").answered(status, null, null).because("invalid_api_key", param));
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
