package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-download} takes.
 *
 * @param source a key, a URL of this storage, or a URL of a host in {@code serai.storage.fetch-hosts}
 * @param range the part of the object to read; null for the whole
 */
public record DownloadRequest(String source, @Nullable ByteRange range) {
    private static final String OPERATION = "storage-download";

    public DownloadRequest {
        if (source.isBlank()) {
            throw InvalidRequestException.field(OPERATION, "source", "is empty; give a key or a URL of this storage");
        }
    }

    /** The whole object. */
    public DownloadRequest(String source) {
        this(source, null);
    }

    /**
     * The request in a message body: this record, a text (the source), or a map with the record's names, whose
     * {@code range} is written as in HTTP, {@code bytes=0-99}.
     */
    public static DownloadRequest of(@Nullable Object body) {
        if (body instanceof DownloadRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("source", body.toString());
        Fields fields = new Fields(OPERATION, map);
        String source = fields.requiredText("source");
        String range = fields.text("range");
        fields.done();
        ByteRange part = ByteRange.of(range);
        if (range != null && part == null) {
            throw InvalidRequestException.field(
                    OPERATION, "range", "is no range of bytes; give one such as bytes=0-99");
        }
        return new DownloadRequest(source, part);
    }
}
