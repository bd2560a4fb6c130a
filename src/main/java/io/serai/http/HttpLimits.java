package io.serai.http;

import java.time.Duration;
import java.util.List;

/**
 * What the server takes.
 *
 * @param host the address to listen on
 * @param port the port to listen on
 * @param maxBody bytes of a body that is kept in memory
 * @param maxUpload bytes of a body that goes through a temporary file
 * @param maxCalls requests worked on at once; one more is answered 503
 * @param keepAlive how long a connection without a request stays open
 * @param clientTimeout how long a client may take for a request's head, be silent in its body, or not read its reply
 * @param origins web pages that may call, as in {@code https://app.example.com}; empty for none
 */
public record HttpLimits(
        String host,
        int port,
        long maxBody,
        long maxUpload,
        int maxCalls,
        Duration keepAlive,
        Duration clientTimeout,
        List<String> origins) {
    public HttpLimits {
        origins = List.copyOf(origins);
    }
}
