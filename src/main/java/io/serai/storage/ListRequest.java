package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-list} takes.
 *
 * @param prefix what the keys begin with; empty for all
 * @param marker {@code next} of the page before; null for the first
 * @param limit objects a page, 1 to 1000
 */
public record ListRequest(String prefix, @Nullable String marker, int limit) {
    /** The most objects a page can have, and the default. */
    public static final int MAX = 1000;

    private static final String OPERATION = "storage-list";

    public ListRequest {
        if (limit < 1 || limit > MAX) {
            throw InvalidRequestException.field(OPERATION, "limit", "is out of range; give 1 to " + MAX);
        }
        if (!prefix.isEmpty()) {
            // With something behind it, it must be a key: what no key begins with finds nothing.
            ObjectKey.checked(OPERATION, "prefix", prefix + "x");
        }
    }

    /** The request in a message body: this record, a text (the prefix), or a map with the record's names. */
    public static ListRequest of(@Nullable Object body) {
        if (body instanceof ListRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("prefix", body.toString());
        Fields fields = new Fields(OPERATION, map);
        String prefix = fields.text("prefix");
        String marker = fields.text("marker");
        Long limit = fields.whole("limit");
        fields.done();
        int most = limit == null ? MAX : (int) Math.max(0, Math.min(limit, MAX + 1L));
        return new ListRequest(prefix == null ? "" : prefix, marker == null || marker.isEmpty() ? null : marker, most);
    }
}
