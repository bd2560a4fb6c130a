package io.serai.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** The listening side: one Vert.x server on each of a few event loops, all on one port. */
final class HttpServers implements AutoCloseable {
    static final int MAX_LINE = 8 * 1024;
    static final int MAX_HEADERS = 64 * 1024;

    private static final long LOOK_EVERY = 500;
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpLimits limits;
    private final BiConsumer<HttpServerRequest, ClientWatch> readable;
    private final BiConsumer<HttpServerRequest, ClientWatch> unreadable;

    HttpServers(
            HttpLimits limits,
            BiConsumer<HttpServerRequest, ClientWatch> readable,
            BiConsumer<HttpServerRequest, ClientWatch> unreadable) {
        this.limits = limits;
        this.vertx = new VertxBuilder(new VertxOptions()
                        // No class path resources and no cache folder of its own: files are read from where they are.
                        .setFileSystemOptions(new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false))
                        .setEventLoopPoolSize(loops())
                        .setWorkerPoolSize(4))
                .findTransport(new HeadTimeout.Transport(limits.clientTimeout()))
                .init()
                .vertx();
        this.readable = readable;
        this.unreadable = unreadable;
    }

    private static int loops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Returns when the port is open. */
    void listen() throws Exception {
        await(vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(loops()))
                .toCompletionStage()
                .toCompletableFuture());
    }

    private static void await(java.util.concurrent.Future<?> done) throws Exception {
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() throws Exception {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(limits.host())
                .setPort(limits.port())
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setAcceptBacklog(1024)
                .setHandle100ContinueAutomatically(false)
                // There are no web sockets here, whose part of the pipeline would look at each message.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(1000).setMaxHeaderListSize(MAX_HEADERS));
    }

    private final class Loop extends AbstractVerticle {
        private final Map<Object, ClientWatch> watches = new HashMap<>();

        @Override
        public void start(Promise<Void> started) {
            vertx.setPeriodic(
                    Math.min(LOOK_EVERY, Math.max(1, limits.clientTimeout().toMillis() / 4)),
                    timer -> java.util.List.copyOf(watches.values()).forEach(ClientWatch::look));
            vertx.createHttpServer(options())
                    // A connection that breaks is its client's matter; its requests hear of it.
                    .exceptionHandler(failure -> {})
                    .invalidRequestHandler(request -> unreadable.accept(request, watch(request)))
                    .requestHandler(request -> readable.accept(request, watch(request)))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private ClientWatch watch(HttpServerRequest request) {
            HeadTimeout.met(request);
            return watches.computeIfAbsent(request.connection(), key -> {
                request.connection().closeHandler(closed -> watches.remove(key));
                return new ClientWatch(request.connection(), limits);
            });
        }
    }
}
