package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * The content type an object is stored with. The bytes decide; what the sender claims, and what the file name promises, may
 * only say it more exactly ({@code text/csv} for a text, a Word document for a ZIP file).
 */
public final class DetectedType {
    /** Enough for every signature that Tika knows. */
    private static final int HEAD = 64 * 1024;
    /** Types whose bytes always tell: content that does not look so is something else. */
    private static final Set<String> SIGNED = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/bmp",
            "image/tiff",
            "application/pdf",
            "application/zip",
            "application/gzip");

    private static final Set<String> MEDIA = Set.of("image", "audio", "video", "font");
    /** What a browser would run as a page of the domain it comes from. */
    private static final Set<String> ACTIVE = Set.of(
            "text/html",
            "application/xhtml+xml",
            "image/svg+xml",
            "text/xml",
            "application/xml",
            "text/xsl",
            "application/xslt+xml",
            "application/mathml+xml",
            "multipart/related",
            "message/rfc822");

    /** Read from Tika's large table by the first upload, so that no start waits for it. */
    private static final class Known {
        static final MediaTypeRegistry TYPES = MediaTypeRegistry.getDefaultRegistry();
        static final Detector DETECTOR = MimeTypes.getDefaultMimeTypes();
    }

    private final List<String> allowed;

    /** @param allowed types, or {@code image/*}, or {@code *}{@code /*} */
    DetectedType(List<String> allowed) {
        this.allowed =
                allowed.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * The type to store.
     *
     * @param claim of the sender; null when there is none
     * @throws InvalidRequestException when the bytes are not what is claimed, or of a type that is not allowed
     */
    String of(Content content, String name, @Nullable String claim) {
        byte[] head = head(content);
        MediaType seen = seen(head);
        MediaType claimed = claim == null ? null : MediaType.parse(claim);
        if (claimed != null && claimed.getBaseType().equals(MediaType.OCTET_STREAM)) {
            claimed = null;
        }
        if (claimed != null && contradicts(seen, claimed)) {
            throw InvalidRequestException.field(
                    "storage-upload",
                    "contentType",
                    "says " + claimed.getBaseType() + ", but the bytes are " + seen + "; give their type, or none");
        }
        String type = claim == null || claimed == null ? byName(seen, head, name) : claim;
        MediaType stored = MediaType.parse(type).getBaseType();
        check(stored);
        // A page called a text is still a page; a text called a table is no more than it seems.
        if (!Known.TYPES.isSpecializationOf(Known.TYPES.normalize(stored), seen)) {
            check(seen);
        }
        return type;
    }

    /** Whether a browser would run this as a page, so that it must come as an attachment. */
    public static boolean isActive(String contentType) {
        MediaType type = MediaType.parse(contentType);
        return type == null || ACTIVE.contains(type.getBaseType().toString());
    }

    private void check(MediaType type) {
        String group = type.getType() + "/*";
        if (!allowed.contains("*/*") && !allowed.contains(group) && !allowed.contains(type.toString())) {
            throw InvalidRequestException.field(
                    "storage-upload",
                    "content",
                    "is " + type + ", and only these are stored: " + String.join(", ", allowed)
                            + " (serai.storage.types)");
        }
    }

    private static String byName(MediaType seen, byte[] head, String name) {
        String promised = ContentTypes.of(name);
        boolean unknown = promised.equals(ContentTypes.UNKNOWN);
        MediaType type = MediaType.parse(promised);
        if (unknown || contradicts(seen, type)) {
            // A name that says "just bytes" is believed: the safest type there is.
            boolean bin = name.toLowerCase(Locale.ROOT).endsWith(".bin") && isText(seen);
            return bin ? ContentTypes.UNKNOWN : withCharset(seen, head);
        }
        return isText(type.getBaseType()) ? withCharset(type.getBaseType(), head) : promised;
    }

    /** Without a charset a browser guesses; other encodings than UTF-8 cannot be told apart safely. */
    private static String withCharset(MediaType type, byte[] head) {
        return isText(type) && isUtf8(head) ? type + "; charset=utf-8" : type.toString();
    }

    private static boolean contradicts(MediaType seen, MediaType claimed) {
        MediaType claim = Known.TYPES.normalize(claimed.getBaseType());
        if (seen.equals(claim)
                || Known.TYPES.isSpecializationOf(seen, claim)
                || (Known.TYPES.isSpecializationOf(claim, seen) && !seen.equals(MediaType.OCTET_STREAM))) {
            return false;
        }
        if (seen.equals(MediaType.OCTET_STREAM)) {
            return SIGNED.contains(claim.toString());
        }
        if (seen.equals(MediaType.TEXT_PLAIN)) {
            return MEDIA.contains(claim.getType()) || SIGNED.contains(claim.toString());
        }
        // One container holds sound as well as pictures: Ogg, MP4, WebM.
        return !(MEDIA.contains(seen.getType())
                && MEDIA.contains(claim.getType())
                && !claim.getType().equals("image"));
    }

    private static boolean isText(MediaType type) {
        return type.getType().equals("text");
    }

    private static boolean isUtf8(byte[] head) {
        ByteBuffer in = ByteBuffer.wrap(head);
        CharBuffer out = CharBuffer.allocate(head.length + 1);
        // Not the end of the input: the last character may be cut.
        return !UTF_8.newDecoder().decode(in, out, false).isError();
    }

    private static MediaType seen(byte[] head) {
        try (TikaInputStream in = TikaInputStream.get(head)) {
            return Known.TYPES.normalize(
                    Known.DETECTOR.detect(in, new Metadata()).getBaseType());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static byte[] head(Content content) {
        try (InputStream in = content.open()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw Content.unreadable("storage-upload", e);
        }
    }
}
