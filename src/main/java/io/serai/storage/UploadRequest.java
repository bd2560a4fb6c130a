package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-upload} takes.
 *
 * @param content the bytes, any number, none included
 * @param name file name without folders
 * @param key where to put it, replacing what is there; null for the hash of the content, a slash and the name
 * @param contentType such as {@code image/png}; null to go by the extension of the name
 */
public record UploadRequest(
        Content content,
        String name,
        @Nullable String key,
        @Nullable String contentType) {
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

    /**
     * The request in a message body: this record, or a map with the record's names. In a map, {@code content} is text, bytes,
     * a {@link Path} or a {@link Content}; {@code base64} may stand for it; {@code name} defaults to the end of the key.
     */
    public static UploadRequest of(@Nullable Object body) {
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
        Content content = content(fields);
        UploadRequest request = new UploadRequest(content, name, key, fields.text("contentType"));
        fields.done();
        return request;
    }

    private static Content content(Fields fields) {
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
