package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;

/** The real program in a JVM of its own, in a folder of its own, on free ports. */
public final class SeraiProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path folder;
    private final int port;
    private final int managementPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private SeraiProcess(Process process, Path folder, int port, int managementPort) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts the program and waits until it is ready. */
    public static SeraiProcess start(Path folder, Map<String, String> environment) {
        SeraiProcess serai = launch(folder, environment);
        serai.awaitReady();
        return serai;
    }

    /** Waits until the program is ready. */
    public void awaitReady() {
        Awaitility.await("Serai is ready")
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> log().contains("Serai is ready.") || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("Serai did not start:\n" + log());
        }
    }

    /** The process's own MBeans, over its local JMX agent, as a console on the same machine reaches them. */
    @SuppressWarnings("BanJNDI") // The address is that of our own child.
    public JMXConnector jmx() throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    /** Sends a signal such as {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Starts the program without waiting, to watch it fail. */
    public static SeraiProcess launch(Path folder, Map<String, String> environment, String... arguments) {
        int port = freePort();
        int managementPort = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                // The tests' own logging configuration would come first on this class path.
                "-Dlogback.configurationFile=io/serai/"
                        + ("json".equals(environment.get("SERAI_LOG_FORMAT")) ? "logback-json.xml" : "logback.xml"),
                "io.serai.SeraiMain"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> given = new HashMap<>(Map.of(
                "SERAI_PORT", String.valueOf(port),
                "SERAI_MANAGEMENT_PORT", String.valueOf(managementPort),
                "LC_ALL", "C.UTF-8"));
        given.putAll(environment);
        builder.environment().keySet().removeIf(name -> name.startsWith("SERAI_") || name.startsWith("OPENAI_"));
        builder.environment().putAll(given);
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("serai.log").toFile());
        try {
            return new SeraiProcess(
                    builder.start(),
                    folder,
                    Integer.parseInt(given.get("SERAI_PORT")),
                    Integer.parseInt(given.get("SERAI_MANAGEMENT_PORT")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public String managementUrl(String path) {
        return "http://127.0.0.1:" + managementPort + path;
    }

    public Path data() {
        return folder.resolve("serai-data");
    }

    /** All that the program has printed so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("serai.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))));
    }

    public HttpResponse<byte[]> post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end and returns the exit code. */
    public int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
        CanaryWatch.look(log(), "the program's log");
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
