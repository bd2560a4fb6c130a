package io.serai.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries an operation through the REST door of this program, as the curl command that the page shows would: the same access
 * keys, the same answer. The operation picks one of a few fixed paths; nothing else of the request becomes an address.
 */
final class ConsoleTry {
    private static final int MAX_BODY = 1_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Map<String, String> PATHS = Map.of(
            "llm-chat", "/llm/chat",
            "llm-json", "/llm/json",
            "image-generate", "/image",
            "tts-synthesize", "/tts");
    private static final List<String> PASSED_BACK = List.of("content-type", "retry-after");

    private final URI door;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ConsoleTry(URI door) {
        this.door = door;
    }

    void handle(RoutingContext context) {
        String path = PATHS.get(context.pathParam("operation"));
        HttpServerRequest request = context.request();
        if (path == null || !isSmall(request)) {
            request.resume();
            context.response().setStatusCode(path == null ? 404 : 413).end();
            return;
        }
        Buffer parsed = context.body() == null ? null : context.body().buffer();
        if (parsed != null) {
            send(context, path, parsed);
        } else {
            request.body().onSuccess(body -> send(context, path, body)).onFailure(context::fail);
        }
    }

    private static boolean isSmall(HttpServerRequest request) {
        try {
            return Long.parseLong(String.valueOf(request.getHeader("Content-Length"))) <= MAX_BODY;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void send(RoutingContext context, String path, Buffer body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.resolve(path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes()));
        Optional.ofNullable(context.request().getHeader("Authorization"))
                .ifPresent(key -> request.header("Authorization", key));
        var unused = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((reply, failure) -> context.vertx().runOnContext(on -> answer(context, reply, failure)));
    }

    private static void answer(
            RoutingContext context, @Nullable HttpResponse<byte[]> reply, @Nullable Throwable failure) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        if (reply == null) {
            response.setStatusCode(502)
                    .end("the REST door does not answer"
                            + (failure instanceof java.net.http.HttpTimeoutException ? " in time" : ""));
            return;
        }
        reply.headers().map().forEach((name, values) -> {
            if (name.startsWith("x-serai-") || PASSED_BACK.contains(name)) {
                response.putHeader(name, values.get(0));
            }
        });
        response.setStatusCode(reply.statusCode()).end(Buffer.buffer(reply.body()));
    }
}
