package io.serai.cache;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may name a cache entry: 1 to 512 bytes of UTF-8 without control characters. */
final class CacheKey {
    private static final String FIELD = "key";
    private static final int MAX_BYTES = 512;

    private CacheKey() {}

    static String check(String operation, @Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw wrong(operation, "is missing; give 1 to " + MAX_BYTES + " bytes of text");
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw wrong(operation, "has a control character; use printable characters only");
        }
        // No character has more than 3 bytes a char, so that a huge key is refused without being encoded.
        int bytes = key.length() > MAX_BYTES ? key.length() : CacheText.bytes(operation, FIELD, key).length;
        if (bytes > MAX_BYTES) {
            throw wrong(
                    operation,
                    "is longer than " + MAX_BYTES + " bytes of UTF-8; shorten it, for example to its SHA-256");
        }
        return key;
    }

    /** The key in the body of a request that has nothing else: a text, or a map with the one field {@code key}. */
    static String of(String operation, @Nullable Object body) {
        if (body == null || body instanceof String) {
            return check(operation, (String) body);
        }
        if (body instanceof Map<?, ?> map) {
            Fields fields = new Fields(operation, map);
            String key = fields.text(FIELD);
            fields.done();
            return check(operation, key);
        }
        throw wrong(operation, "cannot be read from a body of this kind; give a text or a map with the field key");
    }

    private static InvalidRequestException wrong(String operation, String problem) {
        return InvalidRequestException.field(operation, FIELD, problem);
    }
}
