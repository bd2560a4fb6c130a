package io.serai.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Strict JSON (RFC 8259): no duplicate keys, nothing after the end, bounded depth, UTF-8 only. */
public final class Json {
    /** Base64 of the largest image a reply may hold; Jackson's own limit of 20 million is too small for one. */
    private static final int MAX_STRING = 100_000_000;

    private static final int MAX_DEPTH = 200;

    private static final char REPLACED = '\uFFFD';

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // OpenAI's convention, for our own records; the keys of maps stay as they are.
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /**
     * The JSON value of these bytes.
     *
     * @throws IOException when they are not UTF-8 or not one JSON value; the message says where
     */
    public static JsonNode read(byte[] utf8) throws IOException {
        return MAPPER.readTree(utf8(utf8));
    }

    /** The JSON object of this text. */
    public static Map<String, Object> readObject(String json) throws IOException {
        JsonNode node = MAPPER.readTree(json);
        if (!node.isObject()) {
            throw new IOException("a JSON object is needed, not "
                    + (node.isMissingNode()
                            ? "nothing"
                            : "a JSON " + node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT)));
        }
        return object(node);
    }

    /** A JSON object as plain maps, lists, texts, numbers and booleans. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(JsonNode node) {
        return MAPPER.convertValue(node, Map.class);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of UTF-8 bytes, a byte order mark removed; unlike {@code new String} it accepts nothing else. */
    public static String utf8(byte[] utf8) throws CharacterCodingException {
        // Several times as fast as a decoder, and as strict: where something is wrong it writes this character.
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACED) >= 0) {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Where and why a text is no JSON, without quoting it: it may hold a prompt. */
    public static String problem(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            String reason = json.getOriginalMessage().lines().findFirst().orElse("not JSON");
            return "line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr() + ": " + reason;
        }
        return e instanceof CharacterCodingException ? "it is not UTF-8" : String.valueOf(e.getMessage());
    }
}
