package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-stat}, {@code storage-exists} and {@code storage-delete} take.
 *
 * @param key a key, or a URL of this storage
 */
public record KeyRequest(String key) {
    /** The request in a message body: this record, a text (the key), or a map with the record's name. */
    static KeyRequest of(String operation, @Nullable Object body) {
        if (body instanceof KeyRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("key", body.toString());
        Fields fields = new Fields(operation, map);
        String key = fields.requiredText("key");
        fields.done();
        if (key.isBlank()) {
            throw InvalidRequestException.field(operation, "key", "is empty; give the key that the upload answered");
        }
        return new KeyRequest(key);
    }
}
