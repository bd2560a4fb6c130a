package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-upload} takes.
 *
 * @param content the bytes, any number, none included
 * @param name file name without folders
 * @param key where to put it; null for one that is made as {@code serai.storage.naming} says
 * @param contentType such as {@code image/png}, which the bytes must not contradict; null to go by the bytes and the name
 * @param options whether to overwrite, how to name, what to serve it with
 */
public record UploadRequest(
        Content content,
        String name,
        @Nullable String key,
        @Nullable String contentType,
        UploadOptions options) {
    private static final String OPERATION = "storage-upload";
    /** RFC 9110 section 8.3.1, parameters included; nothing that could end a header or a form part. */
    private static final String MEDIA_TYPE =
            "[\\w!#$&^.+-]{1,80}/[\\w!#$&^.+-]{1,80}( *; *[\\w-]{1,40}=[\\w\".+-]{1,80}){0,4}";

    public UploadRequest {
        ObjectKey.checkedName(OPERATION, name);
        if (key != null) {
            ObjectKey.checked(OPERATION, "key", key);
        }
        if (contentType != null && !contentType.matches(MEDIA_TYPE)) {
            throw InvalidRequestException.field(
                    OPERATION, "contentType", "is not a media type; give one such as image/png");
        }
    }

    /** With the options of the settings. */
    public UploadRequest(Content content, String name, @Nullable String key, @Nullable String contentType) {
        this(content, name, key, contentType, UploadOptions.DEFAULT);
    }

    /**
     * The request in a message body: this record, or a map with the record's names. In a map, {@code content} is text, bytes,
     * a {@link Path}, an {@link InputStream} or a {@link Content}; {@code base64} may stand for it; {@code name} defaults to
     * the end of the key; the options stand beside: {@code overwrite}, {@code naming}, {@code prefix},
     * {@code cacheControl}, {@code metadata}.
     */
    public static UploadRequest of(@Nullable Object body) {
        return of(body, Long.MAX_VALUE);
    }

    /**
     * The same, bounded.
     *
     * @param limit most bytes that are read of a stream
     */
    static UploadRequest of(@Nullable Object body, long limit) {
        if (body instanceof UploadRequest request) {
            return request;
        }
        if (!(body instanceof Map<?, ?> map)) {
            throw InvalidRequestException.field(OPERATION, "name", "is missing; give an object with name and content");
        }
        Fields fields = new Fields(OPERATION, map);
        String key = fields.text("key");
        String name = fields.text("name");
        if (name == null) {
            name = key == null ? fields.requiredText("name") : key.substring(key.lastIndexOf('/') + 1);
        }
        String contentType = fields.text("contentType");
        UploadOptions options = UploadOptions.of(fields);
        Content content = content(fields, limit);
        fields.done();
        return new UploadRequest(content, name, key, contentType, options);
    }

    private static Content content(Fields fields, long limit) {
        Object content = fields.value("content");
        String base64 = fields.text("base64");
        if ((content == null) == (base64 == null)) {
            throw InvalidRequestException.field(OPERATION, "content", "give either content or base64");
        }
        if (base64 != null) {
            return Content.of(decoded(base64));
        }
        if (content instanceof Content ready) {
            return ready;
        }
        if (content instanceof byte[] bytes) {
            return Content.of(bytes);
        }
        if (content instanceof Path file) {
            return Content.of(file);
        }
        if (content instanceof InputStream in) {
            return Spool.content(OPERATION, in, -1, limit);
        }
        if (content instanceof String text) {
            return Content.of(text.getBytes(UTF_8));
        }
        throw InvalidRequestException.field(OPERATION, "content", "must be a text; give bytes in base64");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw InvalidRequestException.field(OPERATION, "base64", "is not Base64 (RFC 4648 section 4)");
        }
    }
}
