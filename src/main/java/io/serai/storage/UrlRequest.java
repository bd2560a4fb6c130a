package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-url} takes.
 *
 * @param key a key, or an older URL of the object
 * @param expiry life of a signed URL, at least 1 second; null for {@code serai.storage.url-expiry}
 */
public record UrlRequest(String key, @Nullable Duration expiry) {
    private static final String OPERATION = "storage-url";
    /** Kodo keeps the moment in 32 bits; ten years stay far below. */
    private static final Duration MAX = Duration.ofDays(3660);

    public UrlRequest {
        if (key.isBlank()) {
            throw InvalidRequestException.field(OPERATION, "key", "is empty; give the key that the upload answered");
        }
        if (expiry != null && (expiry.compareTo(Duration.ofSeconds(1)) < 0 || expiry.compareTo(MAX) > 0)) {
            throw InvalidRequestException.field(
                    OPERATION, "expiry", "is out of range; give 1 to " + MAX.toSeconds() + " seconds");
        }
    }

    /** The request in a message body: this record, a text (the key), or a map whose {@code expiry} is in seconds. */
    public static UrlRequest of(@Nullable Object body) {
        if (body instanceof UrlRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("key", body.toString());
        Fields fields = new Fields(OPERATION, map);
        Long seconds = fields.whole("expiry");
        UrlRequest request =
                new UrlRequest(fields.requiredText("key"), seconds == null ? null : Duration.ofSeconds(seconds));
        fields.done();
        return request;
    }
}
