package io.serai.storage;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-download} takes.
 *
 * @param source a key, or a URL of this storage; other URLs are refused
 */
public record DownloadRequest(String source) {
    private static final String OPERATION = "storage-download";

    public DownloadRequest {
        if (source.isBlank()) {
            throw InvalidRequestException.field(OPERATION, "source", "is empty; give a key or a URL of this storage");
        }
    }

    /** The request in a message body: this record, a text (the source), or a map with the record's names. */
    public static DownloadRequest of(@Nullable Object body) {
        if (body instanceof DownloadRequest request) {
            return request;
        }
        Map<?, ?> map =
                body instanceof Map<?, ?> given ? given : body == null ? Map.of() : Map.of("source", body.toString());
        Fields fields = new Fields(OPERATION, map);
        DownloadRequest request = new DownloadRequest(fields.requiredText("source"));
        fields.done();
        return request;
    }
}
