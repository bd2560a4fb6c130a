package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-download} answers. Close it when the content has been read: it may hold a temporary file.
 *
 * @param content the whole object, its length and, where the store knows it, its hash checked; only the bytes of the
 *     range when one was asked for
 * @param info of the whole object
 * @param range which bytes the content holds; null for all
 * @param receipt who served it
 */
public record Download(
        Content content, ObjectInfo info, @Nullable ByteRange range, Receipt receipt) implements Reply, AutoCloseable {
    /** The content type as it was stored. */
    public String contentType() {
        return info.contentType();
    }

    /** Bytes of the content. */
    public long size() {
        return range == null ? info.size() : range.length();
    }

    @Override
    public void close() {
        content.close();
    }
}
