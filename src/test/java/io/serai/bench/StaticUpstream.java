package io.serai.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * The upstream, a process of its own: answers the same bytes always, in OpenAI's form. What it does is in the path:
 * {@code /fast/v1} answers at once, {@code /slow/v1} after 2 s, {@code /stream/v1} 50 chunks 20 ms apart, {@code /drip/v1} 50
 * chunks 60 ms apart, {@code /image/v1} one image of 1.5 MB.
 */
final class StaticUpstream {
    static final int CHUNKS = 50;
    static final long SLOW_MILLIS = 2_000;
    private static final long CHUNK_MILLIS = 20;
    private static final long DRIP_MILLIS = 60;
    private static final int IMAGE_BYTES = 1_500_000;

    private static final Buffer CHAT = Buffer.buffer("""
            {"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"gpt-4o-mini","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Camels store fat, not water, in their humps; it feeds them when food \
            is scarce and keeps the rest of the body cool.","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":24,"completion_tokens":27,"total_tokens":51,"prompt_tokens_details":\
            {"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}""");

    private static final Buffer CHUNK = Buffer.buffer("""
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1764000000,"model":"gpt-4o-mini",\
            "choices":[{"index":0,"delta":{"content":" camel"},"finish_reason":null}],"usage":null}

            """);
    private static final Buffer LAST = Buffer.buffer("""
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1764000000,"model":"gpt-4o-mini",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1764000000,"model":"gpt-4o-mini",\
            "choices":[],"usage":{"prompt_tokens":24,"completion_tokens":50,"total_tokens":74}}

            data: [DONE]

            """);
    private static final Buffer IMAGE = image();

    private final Vertx vertx;

    private StaticUpstream(Vertx vertx) {
        this.vertx = vertx;
    }

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        StaticUpstream upstream = new StaticUpstream(vertx);
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[0])))
                .requestHandler(upstream::answer)
                .listen()
                .onSuccess(server -> System.out.println("ready"));
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String path = request.path();
        request.endHandler(read -> {
            if (path.startsWith("/slow/")) {
                vertx.setTimer(SLOW_MILLIS, timer -> json(response, CHAT));
            } else if (path.startsWith("/stream/") || path.startsWith("/drip/")) {
                response.setChunked(true).putHeader("Content-Type", "text/event-stream");
                long apart = path.startsWith("/drip/") ? DRIP_MILLIS : CHUNK_MILLIS;
                vertx.setTimer(CHUNK_MILLIS, timer -> chunk(response, 1, apart));
            } else {
                json(response, path.startsWith("/image/") ? IMAGE : CHAT);
            }
        });
    }

    private static void json(HttpServerResponse response, Buffer body) {
        response.putHeader("Content-Type", "application/json").end(body);
    }

    private void chunk(HttpServerResponse response, int number, long apart) {
        response.write(CHUNK);
        if (number == CHUNKS) {
            response.end(LAST);
        } else {
            vertx.setTimer(apart, timer -> chunk(response, number + 1, apart));
        }
    }

    /** Bytes that are base64 as they stand; the first are those of a PNG. */
    private static Buffer image() {
        Buffer reply = Buffer.buffer("{\"created\":1764000000,\"data\":[{\"b64_json\":\"");
        byte[] bytes = new byte[IMAGE_BYTES];
        new java.util.Random(1).nextBytes(bytes);
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(png, 0, bytes, 0, png.length);
        return reply.appendBytes(java.util.Base64.getEncoder().encode(bytes)).appendString("\"}]}");
    }
}
