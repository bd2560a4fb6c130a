package io.serai.storage;

import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-copy} and {@code storage-move} take.
 *
 * @param from a key, or a URL of this storage
 * @param to the new key
 * @param overwrite whether another object under the new key is replaced; else it is refused
 */
public record CopyRequest(String from, String to, boolean overwrite) {
    /** The request in a message body: this record, or a map with the record's names. */
    static CopyRequest of(String operation, @Nullable Object body) {
        if (body instanceof CopyRequest request) {
            return request;
        }
        Fields fields = new Fields(operation, body instanceof Map<?, ?> given ? given : Map.of());
        CopyRequest request =
                new CopyRequest(fields.requiredText("from"), fields.requiredText("to"), fields.flag("overwrite"));
        fields.done();
        return request;
    }
}
