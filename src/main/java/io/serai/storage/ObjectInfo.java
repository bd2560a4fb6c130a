package io.serai.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of an object without reading it.
 *
 * @param key under which it lies
 * @param size bytes of the whole object
 * @param contentType as it was stored
 * @param etag changes whenever the content does; without quotes; null when the store does not tell
 * @param lastModified when it was stored; null when the store does not tell
 * @param headers what it is served with beside; empty in a list
 */
public record ObjectInfo(
        String key,
        long size,
        String contentType,
        @Nullable String etag,
        @Nullable Instant lastModified,
        ObjectHeaders headers) {}
