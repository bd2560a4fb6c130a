package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Predicate;

/** The real sandbox behind a server that counts its requests, and refuses those a test chooses. Thread-safe. */
public final class CountedSandbox implements AutoCloseable {
    public static final String CHAT = "/v1/chat/completions";
    public static final String IMAGES = "/v1/images/generations";
    public static final String SPEECH = "/v1/audio/speech";

    private final Sandbox sandbox = Sandbox.start();
    private final FaultServer front = FaultServer.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Predicate<RecordedRequest> refused = request -> false;

    public CountedSandbox() {
        front.otherwise(this::answer);
    }

    /** What Serai is told to call. */
    public FaultServer server() {
        return front;
    }

    public int count(String path) {
        return front.count(path);
    }

    public int count() {
        return front.requests().size();
    }

    /** From now on these requests are refused as content that is not allowed, which nobody retries. */
    public void refuse(Predicate<RecordedRequest> requests) {
        refused = requests;
    }

    private void answer(Wire wire) throws IOException {
        RecordedRequest request = wire.request();
        if (refused.test(request)) {
            wire.reply(
                    400,
                    Map.of(),
                    OpenAiReplies.error("invalid_request_error", "content_policy_violation")
                            .getBytes(UTF_8));
            return;
        }
        URI target = URI.create(sandbox.baseUrl() + request.target().substring("/v1".length()));
        try {
            HttpResponse<byte[]> reply = http.send(
                    HttpRequest.newBuilder(target)
                            .header("Authorization", "Bearer any")
                            .header("Content-Type", "application/json")
                            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String type = reply.headers().firstValue("content-type").orElse("application/json");
            wire.reply(reply.statusCode(), Map.of("content-type", type), reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        front.close();
        sandbox.close();
    }
}
