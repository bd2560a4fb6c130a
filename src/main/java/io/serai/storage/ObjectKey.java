package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an object's key: slash-separated segments, at most 750 bytes of UTF-8, any character but controls and
 * backslash. A key is kept exactly as given; it is not normalised, since {@code é} can be written in two ways and a file
 * with either must be found again.
 */
public final class ObjectKey {
    /** Kodo's limit, which is the tightest of the common stores. */
    private static final int MAX_BYTES = 750;

    private ObjectKey() {}

    /**
     * The key itself when it is one.
     *
     * @param param the request field it came in
     * @throws InvalidRequestException that names the field and the remedy
     */
    public static String checked(String operation, String param, String key) {
        String problem = problem(key);
        if (problem != null) {
            throw InvalidRequestException.field(operation, param, problem);
        }
        return key;
    }

    /** A file name: a key of one segment. */
    static String checkedName(String operation, String name) {
        if (name.indexOf('/') >= 0) {
            throw InvalidRequestException.field(
                    operation, "name", "contains '/'; give a file name, and the folders in key");
        }
        return checked(operation, "name", name);
    }

    /**
     * The address of content: 16 hex digits of its SHA-256, a slash, the file name.
     */
    static String addressed(String operation, Content content, String name) {
        byte[] hash;
        try (InputStream in = content.open()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[64 * 1024];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                sha256.update(block, 0, n);
            }
            hash = sha256.digest();
        } catch (IOException e) {
            throw Content.unreadable(operation, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return checked(operation, "name", HexFormat.of().formatHex(hash, 0, 8) + "/" + name);
    }

    private static @Nullable String problem(String key) {
        if (key.isBlank()) {
            return "is empty; give at least 1 character";
        }
        int bytes = key.getBytes(UTF_8).length;
        if (bytes > MAX_BYTES) {
            return "has " + bytes + " bytes in UTF-8 and " + MAX_BYTES + " are allowed; shorten it";
        }
        if (!UTF_8.newEncoder().canEncode(key)) {
            return "contains half a character (a lone surrogate); remove it";
        }
        if (key.indexOf('\\') >= 0) {
            return "contains a backslash; separate folders with '/'";
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            return "contains a control character; remove it";
        }
        if (key.startsWith("/")) {
            return "begins with '/'; leave it out";
        }
        if (key.contains("//")) {
            return "contains '//'; write one '/'";
        }
        boolean dots = Arrays.stream(key.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
        return dots ? "contains the segment '.' or '..'; leave it out" : null;
    }
}
