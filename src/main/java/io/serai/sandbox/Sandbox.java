package io.serai.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/**
 * A running stand-in for OpenAI's API on 127.0.0.1. Every reply carries {@code x-serai-sandbox: true} and is a placeholder
 * that says so. The models {@code sandbox-429}, {@code sandbox-quota}, {@code sandbox-500}, {@code sandbox-slow},
 * {@code sandbox-cut} and {@code sandbox-filter} fail on purpose. Safe for use by several threads.
 */
public final class Sandbox implements AutoCloseable {
    private static final Duration SLOW = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing;

    private Sandbox(HttpServer server, ExecutorService threads, CountDownLatch closing) {
        this.server = server;
        this.threads = threads;
        this.closing = closing;
    }

    /**
     * Answers a sandbox that listens on a free port.
     *
     * @throws UncheckedIOException when no loopback port can be bound
     */
    public static Sandbox start() {
        return start(SLOW);
    }

    /** Answers a sandbox whose {@code sandbox-slow} model waits {@code slow}, so that tests need not. */
    static Sandbox start(Duration slow) {
        // Without this the JDK's server leaves Nagle's algorithm on, which costs 40 ms on kept-alive connections.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            var server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            var threads = SandboxThreads.create();
            var closing = new CountDownLatch(1);
            server.setExecutor(threads);
            server.createContext("/", new Dispatcher(new Routes(origin(server)), new Delay(slow, closing)));
            server.start();
            return new Sandbox(server, threads, closing);
        } catch (IOException e) {
            throw new UncheckedIOException("sandbox: cannot listen on 127.0.0.1", e);
        }
    }

    /** The base URL for OpenAI clients, such as {@code http://127.0.0.1:40123/v1}, without a slash at the end. */
    public URI baseUrl() {
        return URI.create(origin(server) + "/v1");
    }

    /** Stops listening and ends the calls in progress at once, the slow ones too. Closing twice is harmless. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static String origin(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
