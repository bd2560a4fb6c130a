package io.serai.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Records as CBOR (RFC 8949), which takes images and audio as the bytes they are. Maps keep their order. Unlike JSON for
 * people, it holds every component, ignored ones too.
 */
public final class Cbor {
    private static final CBORMapper MAPPER = CBORMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .annotationIntrospector(new EveryComponent())
            .addModule(new JavaTimeModule())
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter IN_ORDER = MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Copied for each use, which is cheaper than looking the algorithm up. */
    private static final MessageDigest SHA_256 = sha256();

    private Cbor() {}

    /**
     * These bytes.
     *
     * @throws IllegalArgumentException when something in it is no record, collection, text, number, flag or bytes
     */
    public static byte[] bytes(Object value) {
        return write(WRITER, value);
    }

    private static byte[] write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as CBOR: " + value.getClass().getName(), e);
        }
    }

    /** Reads values of this type. */
    public static ObjectReader reader(Class<?> type) {
        return MAPPER.readerFor(type);
    }

    /** A value, from an offset on. */
    public static @Nullable Object read(ObjectReader reader, byte[] bytes, int offset) throws IOException {
        return reader.<Object>readValue(bytes, offset, bytes.length - offset);
    }

    /** SHA-256 of a value as 43 characters of base64url: the same in every process, whatever the order of its maps. */
    public static String hash(Object value) {
        MessageDigest digest;
        try {
            digest = (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            digest = sha256();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest(write(IN_ORDER, value)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static final class EveryComponent extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return false;
        }
    }
}
