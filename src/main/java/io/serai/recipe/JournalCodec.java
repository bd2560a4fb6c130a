package io.serai.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.serai.meter.Reply;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Requests as hashes and replies as CBOR, which takes images and audio as the bytes they are. */
final class JournalCodec {
    /** Raised when a reply record changes its shape; entries of another version count as missing. */
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = CBORMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .findAndAddModules()
            .build();

    private JournalCodec() {}

    /** SHA-256 over the values in this order, as 64 hex digits; equal values have equal hashes in every process. */
    static String hash(Object... values) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Object value : values) {
                sha256.update(MAPPER.writeValueAsBytes(value));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a paid step takes a request record, a map or a text", e);
        }
    }

    static byte[] encode(Reply reply) throws IOException {
        return MAPPER.writeValueAsBytes(Map.of("version", VERSION, "reply", reply));
    }

    /**
     * The reply that was encoded.
     *
     * @throws IOException when these bytes are no such entry, or one of another version
     */
    static <T extends Reply> T decode(byte[] entry, Class<T> type) throws IOException {
        JsonNode node = MAPPER.readTree(entry);
        if (node.path("version").asInt() != VERSION) {
            throw new IOException("an entry of another version");
        }
        return MAPPER.treeToValue(node.path("reply"), type);
    }
}
