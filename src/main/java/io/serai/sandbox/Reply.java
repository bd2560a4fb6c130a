package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A finished reply.
 *
 * @param parts the body; a streamed reply sends one at a time
 */
record Reply(int status, String contentType, List<byte[]> parts, Map<String, String> headers) {
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    static Reply json(JsonNode body) {
        return json(200, body, Map.of());
    }

    static Reply json(int status, JsonNode body, Map<String, String> headers) {
        return new Reply(status, "application/json", List.of(Json.bytes(body)), headers);
    }

    static Reply bytes(String contentType, byte[] body) {
        return new Reply(200, contentType, List.of(body), Map.of());
    }

    /** Server-sent events, one for each of {@code data}. */
    static Reply events(List<String> data) {
        var parts = data.stream()
                .map(d -> ("data: " + d + "\n\n").getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Reply(200, EVENTS, parts, Map.of());
    }

    boolean streamed() {
        return contentType.equals(EVENTS);
    }

    long length() {
        return parts.stream().mapToLong(p -> p.length).sum();
    }
}
