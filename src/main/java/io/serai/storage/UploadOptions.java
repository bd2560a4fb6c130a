package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an object is to be stored.
 *
 * @param overwrite whether other content under the key is replaced; else it is refused
 * @param naming how the key is made when none is given; null for {@code serai.storage.naming}
 * @param prefix of such a key, as in {@code avatars/}; null for {@code serai.storage.prefix}
 * @param cacheControl what browsers and the CDN may keep; null for {@code serai.storage.cache-control}
 * @param metadata names and values to keep with the object
 */
public record UploadOptions(
        boolean overwrite,
        @Nullable KeyStrategy naming,
        @Nullable String prefix,
        @Nullable String cacheControl,
        Map<String, String> metadata) {
    /** Everything as the settings say; nothing is overwritten. */
    public static final UploadOptions DEFAULT = new UploadOptions(false, null, null, null, Map.of());

    private static final String OPERATION = "storage-upload";

    public UploadOptions {
        metadata = new ObjectHeaders(cacheControl, null, metadata).metadata();
        if (prefix != null && !prefix.isEmpty()) {
            // With something behind it, it must be a key.
            ObjectKey.checked(OPERATION, "prefix", prefix + "x");
        }
    }

    /** These options, but replacing what is there. */
    public UploadOptions overwriting() {
        return new UploadOptions(true, naming, prefix, cacheControl, metadata);
    }

    static UploadOptions of(Fields fields) {
        String naming = fields.text("naming");
        KeyStrategy strategy = naming == null
                ? null
                : KeyStrategy.of(naming)
                        .orElseThrow(() -> InvalidRequestException.field(
                                OPERATION, "naming", "must be one of " + KeyStrategy.ids()));
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Object> given = fields.object("metadata");
        if (given != null) {
            given.forEach((name, value) -> metadata.put(name, String.valueOf(value)));
        }
        return new UploadOptions(
                fields.flag("overwrite"), strategy, fields.text("prefix"), fields.text("cacheControl"), metadata);
    }
}
