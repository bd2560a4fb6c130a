package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-list} answers: one page.
 *
 * @param objects in the order of their keys
 * @param next the marker of the page that follows; null when this was the last
 * @param receipt who told
 */
public record ObjectList(List<Entry> objects, @Nullable String next, Receipt receipt) implements Reply {
    /** One object; the content type is null where a list does not tell it. */
    public record Entry(
            String key,
            long size,
            @Nullable String contentType,
            @Nullable String etag,
            @Nullable Instant lastModified) {}

    static ObjectList of(ObjectPage page, Receipt receipt) {
        List<Entry> entries = page.objects().stream()
                .map(info -> new Entry(
                        info.key(),
                        info.size(),
                        info.contentType().isEmpty() ? null : info.contentType(),
                        info.etag(),
                        info.lastModified()))
                .toList();
        return new ObjectList(entries, page.next(), receipt);
    }
}
