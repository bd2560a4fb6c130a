package io.serai.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.testing.TestRedis;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What every measurement needs: the upstream, Redis and the load generator, each a process of its own. */
final class Rig implements AutoCloseable {
    static final String REDIS_KEY = "bench-value";

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final int upstreamPort = Child.freePort();
    private final Child upstream;
    private final TestRedis redis = TestRedis.start();
    private final Process generator;
    private final BufferedWriter orders;
    private final BufferedReader results;
    private long number = 1;

    Rig(Path folder) throws Exception {
        this.folder = folder;
        this.upstream = Child.start(
                folder,
                Map.of(),
                List.of(
                        java("java.home"),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        classPath(),
                        StaticUpstream.class.getName(),
                        String.valueOf(upstreamPort)));
        upstream.awaitPort(upstreamPort);
        this.generator = new ProcessBuilder(
                        java("java.home"),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        classPath(),
                        LoadGenerator.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.orders = new BufferedWriter(new OutputStreamWriter(generator.getOutputStream(), StandardCharsets.UTF_8));
        this.results = new BufferedReader(new InputStreamReader(generator.getInputStream(), StandardCharsets.UTF_8));
        store(REDIS_KEY, "v".repeat(600));
    }

    static String java(String homeProperty) {
        return Path.of(System.getProperty(homeProperty), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private void store(String key, String value) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write(RespFrames.set(key, value));
            socket.getInputStream().read();
        }
    }

    /** Runs a load; numbers in its requests go on where the last run ended unless they are to repeat. */
    LoadResult run(Load load) throws IOException {
        boolean unique = load.numbers() > 1_000_000;
        Load numbered = unique ? load.counting(number, load.numbers()) : load;
        orders.write(json.writeValueAsString(numbered));
        orders.newLine();
        orders.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("the load generator ended");
        }
        LoadResult result = json.readValue(line, LoadResult.class);
        number += result.calls() + result.errors() + load.connections();
        return result;
    }

    Path folder() {
        return folder;
    }

    Child upstream() {
        return upstream;
    }

    int upstreamPort() {
        return upstreamPort;
    }

    String upstreamUrl(Work work) {
        return "http://127.0.0.1:" + upstreamPort + "/" + work.manner + "/v1";
    }

    TestRedis redis() {
        return redis;
    }

    @Override
    public void close() throws Exception {
        generator.destroyForcibly().waitFor();
        upstream.close();
        redis.close();
    }
}
