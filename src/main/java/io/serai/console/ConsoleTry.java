package io.serai.console;

import io.serai.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
    private static final int MAX_REPLY = 20_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final List<String> PASSED_BACK = List.of("content-type", "retry-after");

    private final URI door;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ConsoleTry(URI door) {
        this.door = door;
    }

    @SuppressWarnings("ArrayRecordComponent") // Passed on once, compared by nobody.
    private record Answer(int status, HttpHeaders headers, byte[] body) {}

    void handle(RoutingContext context) {
        ConsoleTrial trial = ConsoleTrial.find(context.pathParam("operation"));
        HttpServerRequest request = context.request();
        if (trial == null || !isSmall(request)) {
            request.resume();
            context.response().setStatusCode(trial == null ? 404 : 413).end();
            return;
        }
        Buffer parsed = context.body() == null ? null : context.body().buffer();
        if (parsed != null) {
            send(context, trial, parsed);
        } else {
            request.body().onSuccess(body -> send(context, trial, body)).onFailure(context::fail);
        }
    }

    private static boolean isSmall(HttpServerRequest request) {
        try {
            return Long.parseLong(String.valueOf(request.getHeader("Content-Length"))) <= MAX_BODY;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void send(RoutingContext context, ConsoleTrial trial, Buffer body) {
        HttpRequest.Builder request;
        try {
            request = trial.request(door, Json.readObject(body.toString(StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            context.response()
                    .setStatusCode(400)
                    .end(e instanceof IOException io ? "the form is not JSON: " + Json.problem(io) : e.getMessage());
            return;
        }
        Optional.ofNullable(context.request().getHeader("Authorization"))
                .ifPresent(key -> request.header("Authorization", key));
        var unused = http.sendAsync(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(ConsoleTry::read)
                .whenComplete((reply, failure) -> context.vertx().runOnContext(on -> answer(context, reply, failure)));
    }

    /** A stored object may be larger than this process. */
    private static Answer read(HttpResponse<InputStream> reply) {
        try (InputStream in = reply.body()) {
            byte[] bytes = in.readNBytes(MAX_REPLY + 1);
            return bytes.length > MAX_REPLY
                    ? new Answer(
                            413,
                            HttpHeaders.of(Map.of(), (name, value) -> false),
                            "the answer is too large to be shown here; use the curl below"
                                    .getBytes(StandardCharsets.UTF_8))
                    : new Answer(reply.statusCode(), reply.headers(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(RoutingContext context, @Nullable Answer reply, @Nullable Throwable failure) {
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
        response.setStatusCode(reply.status()).end(Buffer.buffer(reply.body()));
    }
}
