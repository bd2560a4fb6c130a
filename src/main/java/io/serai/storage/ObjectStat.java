package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-stat} answers.
 *
 * @param size bytes
 * @param contentType as it is served
 * @param etag changes whenever the content does; null when the store does not tell
 * @param lastModified when it was stored; null when the store does not tell
 * @param cacheControl as it is served; null for none
 * @param contentDisposition as it is served; null for none
 * @param metadata kept with the object
 * @param receipt who told
 */
public record ObjectStat(
        String key,
        long size,
        String contentType,
        @Nullable String etag,
        @Nullable Instant lastModified,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        Map<String, String> metadata,
        Receipt receipt)
        implements Reply {
    static ObjectStat of(ObjectInfo info, Receipt receipt) {
        ObjectHeaders headers = info.headers();
        return new ObjectStat(
                info.key(),
                info.size(),
                info.contentType(),
                info.etag(),
                info.lastModified(),
                headers.cacheControl(),
                headers.contentDisposition(),
                headers.metadata(),
                receipt);
    }
}
