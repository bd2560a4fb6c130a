package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A real HTTP/1.1 or HTTPS upstream on a free loopback port that answers by script and misbehaves on demand.
 *
 * <pre>{@code
 * try (FaultServer upstream = FaultServer.start()) {
 *     upstream.on("/v1/chat/completions").reply(429, Map.of("retry-after", "1"), body).then(Faults.reset()).reply(200, ok);
 *     ...
 *     assertThat(upstream.count("/v1/chat/completions")).isEqualTo(3);
 * }
 * }</pre>
 *
 * A path without a script answers 404. It keeps connections alive and gives each a thread. Thread-safe.
 */
public final class FaultServer implements AutoCloseable {
    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final Script onConnect = new Script();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<DroppedRequest> dropped = new CopyOnWriteArrayList<>();
    private final BlockingQueue<DroppedRequest> awaited = new LinkedBlockingQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Answer otherwise = FaultServer::noScript;
    private volatile boolean keepingBodies = true;
    private volatile boolean closing;

    private FaultServer(@Nullable SSLContext tls) {
        this.tls = tls;
        try {
            listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spawn("fault-server-accept", this::accept);
    }

    /** A plain HTTP server. */
    public static FaultServer start() {
        return new FaultServer(null);
    }

    /** An HTTPS server that shows this certificate. */
    public static FaultServer startTls(TestCertificate certificate) {
        return new FaultServer(certificate.serverContext());
    }

    /** The script of a path, raw as in the request line and without query. The same path gives the same script. */
    public Script on(String path) {
        return scripts.computeIfAbsent(path, any -> new Script());
    }

    /** What happens to new connections before TLS and before any request; nothing unless scripted. */
    public Script onConnect() {
        return onConnect;
    }

    /** Answers every path that has no script. */
    public void otherwise(Answer answer) {
        otherwise = answer;
    }

    /** Scheme, host and port, without a slash at the end. */
    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port();
    }

    public URI uri(String target) {
        return URI.create(url() + target);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** All requests that were read to their end, in order of arrival. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    public List<RecordedRequest> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    public int count(String path) {
        return requests(path).size();
    }

    /** How many connections have been accepted. */
    public int connections() {
        return connections.get();
    }

    /** All requests whose client closed the connection before the whole answer was sent. */
    public List<DroppedRequest> dropped() {
        return List.copyOf(dropped);
    }

    /**
     * The next dropped request that no earlier call has returned.
     *
     * @throws AssertionError when no client has dropped one in time
     */
    public DroppedRequest awaitDropped(Duration atMost) {
        try {
            DroppedRequest next = awaited.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("no client dropped its request within " + atMost + "; received: " + requests);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a dropped request", e);
        }
    }

    /**
     * Ends every connection and every wait.
     *
     * @throws IllegalStateException when an answer failed by a fault of its own, so that a broken test cannot pass
     */
    @Override
    public void close() {
        closing = true;
        closeQuietly(listener);
        open.forEach(FaultServer::closeQuietly);
        // Told once, so that a test that has seen it can close again.
        Throwable first = failure.getAndSet(null);
        if (first != null) {
            throw new IllegalStateException("an answer of the fault server failed", first);
        }
    }

    /** Keeps no request bodies, for servers that take large uploads. */
    void forgetBodies() {
        keepingBodies = false;
    }

    boolean refusesBody(RecordedRequest head) {
        Script script = scripts.get(head.path());
        return script != null && script.refusesBodies();
    }

    Answer answerTo(RecordedRequest request) {
        requests.add(keepingBodies ? request : request.withBody(new byte[0]));
        Script script = scripts.get(request.path());
        return script == null ? otherwise : script.next().orElse(otherwise);
    }

    void dropped(RecordedRequest request) {
        if (!closing) {
            DroppedRequest drop = new DroppedRequest(request, System.nanoTime());
            dropped.add(drop);
            awaited.add(drop);
        }
    }

    void failed(Throwable broken) {
        failure.compareAndSet(null, broken);
    }

    private void accept() {
        while (!closing) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                if (closing) {
                    socket.close();
                }
                int number = connections.incrementAndGet();
                Connection connection = new Connection(this, socket, tls, number);
                spawn("fault-server-" + port() + "-" + number, () -> {
                    connection.run();
                    open.remove(socket);
                });
            } catch (IOException e) {
                // Only close() ends the listener.
                return;
            }
        }
    }

    private static void noScript(Wire wire) throws IOException {
        String message =
                "{\"error\":{\"message\":\"no script for " + wire.request().path() + "\"}}";
        wire.reply(404, Map.of(), message.getBytes(UTF_8));
    }

    private static void spawn(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is going away whatever the state of its socket.
            return;
        }
    }
}
