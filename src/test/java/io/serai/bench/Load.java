package io.serai.bench;

/**
 * One run of the load generator, as it travels to its process in one line of JSON.
 *
 * @param shape {@code closed}: every connection sends its next request when the last was answered; {@code open}: requests
 *     start at fixed times whatever came back before, and are timed from then; {@code burst}: every connection sends one
 * @param protocol {@code http} or {@code resp} (Redis)
 * @param request the bytes to send as text; {@link #NUMBER} in it becomes ten digits that count up
 * @param first the first number
 * @param numbers how many different numbers there are before they repeat
 * @param connections open at the same time
 * @param rate requests a second of an open load
 * @param seconds how long requests are started
 */
record Load(
        String shape,
        String protocol,
        int port,
        String request,
        long first,
        long numbers,
        int connections,
        int rate,
        double seconds) {
    static final String NUMBER = "##########";

    /** A request with a body, to be sent by one of the methods below. */
    static Load post(int port, String path, String headers, String body) {
        return new Load("closed", "http", port, http(port, path, headers, body), 0, 1L << 32, 64, 0, 5);
    }

    private static String http(int port, String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static Load redisGet(int port, String key) {
        String request = "*2\r\n$3\r\nGET\r\n$" + key.length() + "\r\n" + key + "\r\n";
        return new Load("closed", "resp", port, request, 0, 1, 64, 0, 5);
    }

    Load closed(int withConnections, double forSeconds) {
        return new Load("closed", protocol, port, request, first, numbers, withConnections, 0, forSeconds);
    }

    Load open(int withRate, double forSeconds) {
        return new Load("open", protocol, port, request, first, numbers, 64, withRate, forSeconds);
    }

    /** As {@link #open(int, double)} with a connection for each call, opened before. */
    Load spread(int calls, double overSeconds) {
        int perSecond = (int) (calls / overSeconds);
        return new Load("open", protocol, port, request, first, numbers, calls, perSecond, overSeconds);
    }

    Load burst(int calls) {
        return new Load("burst", protocol, port, request, first, numbers, calls, 0, 0);
    }

    Load counting(long from, long different) {
        return new Load(shape, protocol, port, request, from, different, connections, rate, seconds);
    }
}
