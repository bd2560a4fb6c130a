package io.serai.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.UUID;

/** Sends replies with OpenAI's headers and the sandbox's own. */
record ReplyWriter(HttpExchange exchange, long began) {

    /** Sends {@code reply}; when {@code cut}, only its first half, and then drops the connection. */
    void send(Reply reply, boolean cut) throws IOException {
        head(reply);
        // Length 0 means chunked to this server, and -1 means no body.
        exchange.sendResponseHeaders(reply.status(), reply.streamed() ? 0 : reply.length() == 0 ? -1 : reply.length());
        long left = cut ? reply.length() / 2 : reply.length();
        var out = exchange.getResponseBody();
        for (byte[] part : reply.parts()) {
            int size = (int) Math.min(part.length, left);
            out.write(part, 0, size);
            left -= size;
            if (reply.streamed() || cut) {
                out.flush();
            }
        }
        if (cut) {
            // The server closes the connection of a handler that throws, without ending the body.
            throw new IOException("cut on purpose by the model " + Fault.CUT.model);
        }
        exchange.close();
    }

    private void head(Reply reply) {
        var headers = exchange.getResponseHeaders();
        headers.set("content-type", reply.contentType());
        headers.set("x-serai-sandbox", "true");
        headers.set("x-request-id", "req_" + UUID.randomUUID().toString().replace("-", ""));
        headers.set("openai-processing-ms", Long.toString((System.nanoTime() - began) / 1_000_000));
        headers.set("openai-version", "2020-10-01");
        headers.set("x-ratelimit-limit-requests", "10000");
        headers.set("x-ratelimit-limit-tokens", "2000000");
        headers.set("x-ratelimit-remaining-requests", "9999");
        headers.set("x-ratelimit-remaining-tokens", "1999000");
        headers.set("x-ratelimit-reset-requests", "6ms");
        headers.set("x-ratelimit-reset-tokens", "30ms");
        if (reply.streamed()) {
            headers.set("cache-control", "no-cache");
        }
        reply.headers().forEach(headers::set);
    }
}
