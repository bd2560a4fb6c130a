package io.serai.storage;

import org.jspecify.annotations.Nullable;

/**
 * An object as a store holds it.
 *
 * @param content its bytes, complete; only those of the range when there is one
 * @param info of the whole object
 * @param range which bytes the content holds, both offsets set; null for all
 */
public record FetchedObject(
        Content content, ObjectInfo info, @Nullable ByteRange range) {
    public String contentType() {
        return info.contentType();
    }

    /** Bytes of the content. */
    public long size() {
        return range == null ? info.size() : range.length();
    }
}
