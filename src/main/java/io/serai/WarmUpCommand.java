package io.serai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code serai warm-up}: starts the program, makes a call of each kind and stops, so that a JVM which is told to write a
 * class-data archive or an AOT cache sees what a start needs. The settings in force hold, Redis among them, but the upstream is
 * the sandbox, the ports are free ones, the routes are those of the jar and the data lies in a folder that is removed.
 */
final class WarmUpCommand {
    /** Enough that a JVM which keeps profiles knows the path of a call. */
    private static final int CHATS = 100;

    private static final int MILLIS = 30_000;

    private final PrintStream out;
    private final String key = "warm-up-" + UUID.randomUUID();
    /** Empty when all went well. */
    private volatile String problem = "it did not start";

    private WarmUpCommand(PrintStream out) {
        this.out = out;
    }

    static int run(List<String> arguments, Settings settings, PrintStream out) throws Exception {
        if (!arguments.isEmpty()) {
            throw new SettingException("warm-up takes no arguments");
        }
        // Read when the first logger is made: a line for each call would only bury what the JVM has to say.
        System.setProperty("io.serai.level", "WARN");
        return new WarmUpCommand(out).run(settings);
    }

    private int run(Settings settings) throws Exception {
        Path data = Files.createTempDirectory("serai-warm-up-");
        try {
            Program.run(settings.with(overrides(data)), running -> new Thread(() -> calls(running), "warm-up").start());
        } finally {
            remove(data);
        }
        boolean well = problem.isEmpty();
        out.println(well ? "Warmed up; nothing was sent to an upstream." : "warm-up: " + problem);
        return well ? 0 : 1;
    }

    private Map<String, String> overrides(Path data) {
        return Map.of(
                "serai.mode", "sandbox",
                "serai.host", "127.0.0.1",
                "serai.port", "0",
                "serai.management.port", "0",
                "serai.api-keys", key,
                "serai.data", data.toString(),
                "serai.storage.backend", "local",
                // What a route of the user's does, it must not do here.
                "serai.routes", "",
                "serai.routes.reload", "false");
    }

    private void calls(Program.Running running) {
        try {
            String url = "http://127.0.0.1:" + running.port();
            for (int i = 0; i < CHATS; i++) {
                call("POST", url + "/llm/chat", "{\"prompt\": \"warm-up " + i + "\"}");
            }
            call("POST", url + "/llm/json", "{\"prompt\": \"warm-up\"}");
            call("POST", url + "/image", "{\"prompt\": \"warm-up\"}");
            call("POST", url + "/tts", "{\"text\": \"warm-up\"}");
            call("PUT", url + "/storage/warm-up.txt", "warm-up");
            call("GET", url + "/storage/warm-up.txt", "");
            call("PUT", url + "/cache/warm-up", "warm-up");
            call("GET", url + "/cache/warm-up", "");
            for (boolean stream : new boolean[] {false, true}) {
                call("POST", url + "/v1/chat/completions", """
                        {"model": "gpt-4o-mini", "stream": %s, "messages": [{"role": "user", "content": "warm-up"}]}
                        """.formatted(stream));
            }
            call("GET", "http://127.0.0.1:" + running.managementPort() + "/observe/health", "");
            call("GET", "http://127.0.0.1:" + running.managementPort() + "/observe/metrics", "");
            problem = "";
        } catch (IOException | RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        } finally {
            running.stop();
        }
    }

    private void call(String method, String url, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            connection.setRequestProperty("Content-Type", body.startsWith("{") ? "application/json" : "text/plain");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(UTF_8));
        }
        if (connection.getResponseCode() >= 400) {
            throw new IOException(method + " " + url + " answers " + connection.getResponseCode());
        }
        try (InputStream reply = connection.getInputStream()) {
            reply.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
