package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** An answer of Kodo before it is put on the wire, so that a {@link KodoFault} can spoil it. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes these
record KodoReply(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static KodoReply json(int status, Object value) {
        try {
            return new KodoReply(status, Map.of("content-type", "application/json"), JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static KodoReply ok() {
        return json(200, Map.of());
    }

    static KodoReply error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    /** With one header more, or with another value for it. */
    KodoReply with(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new KodoReply(status, all, body);
    }

    KodoReply without(String name) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.remove(name);
        return new KodoReply(status, all, body);
    }

    String text() {
        return new String(body, UTF_8);
    }

    void sendTo(Wire wire) throws IOException {
        wire.reply(status, headers, body);
    }
}
