package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire.
 *
 * @param path raw, still percent-encoded, without the query
 * @param query raw, without the question mark; empty when there is none
 * @param headers names are compared without case
 * @param body decoded from chunks, not decompressed
 * @param arrivedNanos {@link System#nanoTime()} when the last header had been read
 * @param connection 1 for the first connection the server accepted, 2 for the next
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes these
public record RecordedRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        long arrivedNanos,
        int connection) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** Path and query as in the request line. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    RecordedRequest withBody(byte[] other) {
        return new RecordedRequest(method, path, query, headers, other, arrivedNanos, connection);
    }

    @Override
    public String toString() {
        return method + " " + target() + " (" + body.length + " bytes, connection " + connection + ")";
    }
}
