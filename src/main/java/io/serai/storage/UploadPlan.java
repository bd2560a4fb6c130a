package io.serai.storage;

import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Makes of an upload what a store is given: its key, its type, and what it is served with. */
final class UploadPlan {
    /** Other content gets another key, so that what is there never changes. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final KeyStrategy naming;
    private final String prefix;
    private final Optional<String> cacheControl;
    private final DetectedType types;

    private UploadPlan(KeyStrategy naming, String prefix, Optional<String> cacheControl, DetectedType types) {
        this.naming = naming;
        this.prefix = prefix;
        this.cacheControl = cacheControl;
        this.types = types;
    }

    static UploadPlan of(Settings settings) {
        return new UploadPlan(
                KeyStrategy.of(settings.get(StorageSettings.STORAGE_NAMING)).orElseThrow(),
                settings.find(StorageSettings.STORAGE_PREFIX).orElse(""),
                settings.find(StorageSettings.STORAGE_CACHE_CONTROL),
                new DetectedType(settings.get(StorageSettings.STORAGE_TYPES)));
    }

    NewObject object(UploadRequest request, long limit) {
        Content content = request.content();
        long size = size(content);
        if (size > limit) {
            throw InvalidRequestException.tooLarge(
                    "storage-upload",
                    "content",
                    "has " + size + " bytes and " + limit + " are allowed (serai.max-upload)");
        }
        String type = types.of(content, request.name(), request.contentType());
        UploadOptions options = request.options();
        KeyStrategy strategy = options.naming() == null ? naming : options.naming();
        String key = request.key();
        boolean addressed = key == null && strategy == KeyStrategy.HASH;
        if (key == null) {
            String before = options.prefix() == null ? prefix : options.prefix();
            key = strategy.key("storage-upload", before, content, request.name(), Clock.systemUTC());
        }
        ObjectHeaders headers = new ObjectHeaders(
                options.cacheControl() != null
                        ? options.cacheControl()
                        : cacheControl.orElse(addressed ? FOR_EVER : null),
                DetectedType.isActive(type) ? "attachment" : null,
                options.metadata());
        return new NewObject(key, content, type, options.overwrite(), headers);
    }

    static long size(Content content) {
        try {
            return content.size();
        } catch (IOException e) {
            throw Content.unreadable("storage-upload", e);
        }
    }
}
