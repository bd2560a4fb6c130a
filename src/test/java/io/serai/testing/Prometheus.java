package io.serai.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Prometheus of this machine, reading one address every second. */
public final class Prometheus implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static Optional<Path> installed() {
        return Stream.of("/usr/bin/prometheus", "/usr/local/bin/prometheus", "/opt/homebrew/bin/prometheus")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Prometheus start(Path program, Path folder, URI metrics) throws IOException {
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: serai
                    metrics_path: %s
                    static_configs: [{targets: ['%s']}]
                """.formatted(metrics.getPath(), metrics.getAuthority()));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    /** What a query answers now: a list of series with their values, or the problem with it. */
    public JsonNode query(String expression) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                    + URLEncoder.encode(expression, StandardCharsets.UTF_8));
            JsonNode answer =
                    Json.read(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
                            .body());
            return answer.path("status").asText().equals("success")
                    ? answer.path("data").path("result")
                    : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The sum of an expression, 0 while there is nothing. */
    public double value(String expression) {
        try {
            return query("sum(" + expression + ")")
                    .path(0)
                    .path("value")
                    .path(1)
                    .asDouble();
        } catch (UncheckedIOException e) {
            // It is not up yet.
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
