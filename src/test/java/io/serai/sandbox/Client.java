package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The JDK's HTTP client with a bearer value, against one sandbox. */
record Client(URI base) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record Got(int status, HttpResponse<byte[]> response) {
        byte[] bytes() {
            return response.body();
        }

        JsonNode json() {
            try {
                return Json.MAPPER.readTree(bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode error() {
            return json().path("error");
        }
    }

    Got post(String path, String body) throws IOException {
        return send(to(path).POST(BodyPublishers.ofString(body)).build());
    }

    Got get(String path) throws IOException {
        return send(to(path).GET().build());
    }

    CompletableFuture<HttpResponse<byte[]>> postAsync(String path, String body) {
        return HTTP.sendAsync(to(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray());
    }

    Got send(HttpRequest request) throws IOException {
        try {
            var response = HTTP.send(request, BodyHandlers.ofByteArray());
            return new Got(response.statusCode(), response);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer anything")
                .header("Content-Type", "application/json");
    }
}
