package io.serai.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The package's one JSON mapper. Jackson's own limits (depth 1000, string 20 MB) bound what it reads. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The JSON object in {@code body}; anything else is OpenAI's 400. */
    static ObjectNode parse(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Falls through: the caller learns the same as from OpenAI, without the parser's details.
        }
        throw ApiError.invalid(
                null,
                null,
                "We could not parse the JSON body of your request. The API expects a JSON payload: one object, in UTF-8.");
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True when the field is there and not null: OpenAI reads null as "not given". */
    static boolean has(JsonNode body, String field) {
        return body.hasNonNull(field);
    }
}
