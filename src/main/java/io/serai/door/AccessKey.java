package io.serai.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one caller may do. Only the key's hash is kept, so that no dump of memory or log shows the key.
 *
 * @param name who it is, for receipts and costs
 * @param hash SHA-256 of the key, in hexadecimal digits
 * @param models patterns of models; empty for all
 * @param operations patterns of operations; empty for all
 * @param tag what its calls count as, empty when they may say so themselves
 */
record AccessKey(String name, String hash, List<String> models, List<String> operations, String tag) {
    private static final String HASHED = "sha256:";

    AccessKey {
        models = List.copyOf(models);
        operations = List.copyOf(operations);
    }

    /** A key as it is configured: itself, or its hash behind {@code sha256:}. */
    static AccessKey of(String name, String configured, List<String> models, List<String> operations, String tag) {
        String lower = configured.toLowerCase(Locale.ROOT);
        return new AccessKey(
                name,
                lower.startsWith(HASHED) ? lower.substring(HASHED.length()) : hash(configured),
                models,
                operations,
                tag);
    }

    /** A key without a name is named by its hash, which stays the same whatever is configured beside it. */
    static AccessKey unnamed(String configured) {
        AccessKey key = of("", configured, List.of(), List.of(), "");
        return new AccessKey("key-" + key.hash().substring(0, 8), key.hash(), List.of(), List.of(), "");
    }

    /** Compares in constant time, so that timing tells nothing. */
    boolean hasHash(String other) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    boolean allowsOperation(String operation) {
        return allows(operations, operation);
    }

    boolean allowsModel(String model) {
        return allows(models, model);
    }

    private static boolean allows(List<String> patterns, String name) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> glob(pattern).matcher(name).matches());
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining()));
    }

    static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
