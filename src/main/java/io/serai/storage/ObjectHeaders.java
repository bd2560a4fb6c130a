package io.serai.storage;

import io.serai.error.InvalidRequestException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an object is served with, beside its content type.
 *
 * @param cacheControl such as {@code public, max-age=31536000}; null for the store's own
 * @param contentDisposition {@code attachment} for what must not be shown in a page's place; null to show it
 * @param metadata names in lower case and their values, which a store keeps and gives back
 */
public record ObjectHeaders(
        @Nullable String cacheControl, @Nullable String contentDisposition, Map<String, String> metadata) {
    public static final ObjectHeaders NONE = new ObjectHeaders(null, null, Map.of());

    private static final String OPERATION = "storage-upload";
    /** S3 allows 2 KB in all, Kodo 2 KB a name. */
    private static final int MAX_METADATA = 2048;

    public ObjectHeaders {
        metadata = checked(metadata);
        if (cacheControl != null && !cacheControl.matches("[\\x20-\\x7e]{1,200}")) {
            throw InvalidRequestException.field(
                    OPERATION, "cacheControl", "is not a Cache-Control value; give one such as max-age=3600");
        }
    }

    /** Nothing that needs to be kept. */
    public boolean isEmpty() {
        return cacheControl == null && contentDisposition == null && metadata.isEmpty();
    }

    private static Map<String, String> checked(Map<String, String> given) {
        Map<String, String> checked = new TreeMap<>();
        int bytes = 0;
        for (Map.Entry<String, String> entry : given.entrySet()) {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            String value = entry.getValue();
            if (!name.matches("[a-z0-9-]{1,50}") || !value.matches("[\\x20-\\x7e]*")) {
                throw InvalidRequestException.field(
                        OPERATION,
                        "metadata",
                        "'" + entry.getKey()
                                + "': a name takes a-z, 0-9 and '-', a value printable ASCII; percent-encode other text");
            }
            bytes += name.length() + value.length();
            checked.put(name, value);
        }
        if (bytes > MAX_METADATA) {
            throw InvalidRequestException.field(
                    OPERATION, "metadata", "has " + bytes + " bytes and " + MAX_METADATA + " are allowed; shorten it");
        }
        return Map.copyOf(checked);
    }
}
