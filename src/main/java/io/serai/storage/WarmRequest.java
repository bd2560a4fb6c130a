package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-refresh} and {@code storage-prefetch} take.
 *
 * @param keys keys, or URLs of this storage, 1 to 100
 */
public record WarmRequest(List<String> keys) {
    /** Qiniu's limit an order. */
    private static final int MAX = 100;

    public WarmRequest {
        keys = List.copyOf(keys);
    }

    /** The request in a message body: this record, a text (one key), or a map with {@code keys} or {@code key}. */
    static WarmRequest of(String operation, @Nullable Object body) {
        if (body instanceof WarmRequest request) {
            return request.checked(operation);
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("key", body.toString());
        Fields fields = new Fields(operation, map);
        List<?> many = fields.list("keys");
        String one = fields.text("key");
        fields.done();
        List<String> keys =
                many != null ? many.stream().map(String::valueOf).toList() : one == null ? List.of() : List.of(one);
        return new WarmRequest(keys).checked(operation);
    }

    private WarmRequest checked(String operation) {
        if (keys.isEmpty() || keys.size() > MAX) {
            throw InvalidRequestException.field(operation, "keys", "give 1 to " + MAX + " keys");
        }
        return this;
    }
}
