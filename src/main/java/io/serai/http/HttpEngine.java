package io.serai.http;

import io.serai.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.File;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code platform-http} routes: requests are read on the event loop, routes run on a worker, replies go out as they
 * are made. It opens its port when all routes have started, and closes it when their last reply is out.
 */
public final class HttpEngine extends ServiceSupport implements PlatformHttpEngine, StartupListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEngine.class);
    private static final long DRAIN_SECONDS = 30;

    private final HttpLimits limits;
    private final HttpGate gate;
    private final Processor problem;
    private final Executor workers;
    private final CamelContext context;
    private final HttpMounts mounts = new HttpMounts();
    private final HttpCors cors;
    private final Semaphore room;
    private @Nullable HttpServers servers;

    /**
     * @param problem makes the exchange's message the reply that tells its {@code CamelExceptionCaught}
     * @param workers runs routes; they may block, so it must have a thread for each call in hand
     */
    public HttpEngine(CamelContext context, HttpLimits limits, HttpGate gate, Processor problem, Executor workers) {
        this.context = context;
        this.limits = limits;
        this.gate = gate;
        this.problem = problem;
        this.workers = workers;
        this.cors = new HttpCors(limits.origins());
        this.room = new Semaphore(limits.maxCalls());
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new HttpConsumer(endpoint, processor, mounts);
    }

    @Override
    public int getServerPort() {
        return limits.port();
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) throws Exception {
        HttpServers opened = new HttpServers(limits, this::receive, this::refuseUnreadable);
        servers = opened;
        opened.listen();
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // The port opens once all routes have started.
    }

    @Override
    protected void doStop() throws Exception {
        HttpServers open = servers;
        servers = null;
        if (open != null) {
            // Routes have ended by now; their last bytes may still be on their way.
            if (!room.tryAcquire(limits.maxCalls(), DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Some replies were not taken in {} s and are cut off", DRAIN_SECONDS);
            }
            open.close();
        }
    }

    /** One request's head is here; on its event loop. */
    private void receive(HttpServerRequest request, ClientWatch watch) {
        HttpCall call = new HttpCall(request, limits);
        watch.requestBegins();
        request.response().endHandler(over -> {
            watch.requestEnds();
            if (request.isEnded()) {
                HeadTimeout.over(request);
            }
        });
        if (cors.answers(request)) {
            return;
        }
        HttpConsumer consumer = mounts.find(call.method(), call.path());
        ServiceException wrong = HttpProblem.of(request);
        if (wrong != null) {
            refuse(call, wrong);
            return;
        }
        if (context.isStopping()) {
            // Routes go before the port does: what is not there any more was there, and will be.
            refuse(call, HttpProblem.busy("Serai is stopping"));
            return;
        }
        if (consumer == null) {
            refuse(call, HttpProblem.nothingThere());
            return;
        }
        call.allow(() -> mounts.allowed(call.path(), consumer.path()));
        if (consumer.isSuspendingOrSuspended()) {
            refuse(call, HttpProblem.busy("Serai is stopping"));
        } else if (!room.tryAcquire()) {
            refuse(
                    call,
                    HttpProblem.busy("Serai works on " + limits.maxCalls() + " calls already (serai.http.max-calls)"));
        } else {
            new Visit(call, consumer, watch).begin();
        }
    }

    private void refuseUnreadable(HttpServerRequest request, ClientWatch watch) {
        refuse(new HttpCall(request, limits), HttpProblem.unreadable(request));
    }

    /** Answers without a route; what the client still sends is read for a while, so that it sees the answer. */
    private void refuse(HttpCall call, Exception failure) {
        Exchange exchange =
                context.getCamelContextExtension().getExchangeFactory().create(false);
        call.ride(exchange);
        answer(call, exchange, failure, null, () -> {});
    }

    private void answer(
            HttpCall call, Exchange exchange, Exception failure, @Nullable HttpConsumer consumer, Runnable done) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        exchange.setException(null);
        exchange.getMessage().removeHeaders("*");
        try {
            problem.process(exchange);
        } catch (Exception e) {
            LOG.error("A problem could not be rendered", e);
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 500);
        }
        new HttpReply(call, workers)
                .send(
                        exchange,
                        Map.of(),
                        consumer == null ? null : consumer.getEndpoint().getHeaderFilterStrategy(),
                        () -> {
                            Leftover.read(call);
                            done.run();
                        });
    }

    /** A request that has a route and room. */
    private final class Visit {
        private final HttpCall call;
        private final HttpConsumer consumer;
        private final ClientWatch watch;
        private final Exchange exchange;
        private Map<String, Object> given = Map.of();

        Visit(HttpCall call, HttpConsumer consumer, ClientWatch watch) {
            this.call = call;
            this.consumer = consumer;
            this.watch = watch;
            this.exchange = consumer.open(call);
        }

        void begin() {
            try {
                gate.check(call, exchange);
                body().onComplete(received -> {
                    if (received.succeeded()) {
                        run(received.result());
                    } else if (received.cause() instanceof ServiceException tooLarge) {
                        fail(tooLarge);
                    } else {
                        // The client broke off; nobody is left to be answered.
                        leave();
                    }
                });
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private Future<Object> body() {
            return consumer.takesUploads()
                    ? HttpBody.file(call, watch, limits.maxUpload())
                    : HttpBody.bytes(call, watch, limits.maxBody());
        }

        /** The one place that decides where a route runs: a route that never blocks could stay on the event loop. */
        private void run(Object body) {
            try {
                given = consumer.fill(exchange, call, body);
                consumer.createUoW(exchange);
                if (body instanceof File file) {
                    exchange.getExchangeExtension().addOnCompletion(new DeleteFile(file));
                }
            } catch (Exception e) {
                if (body instanceof File file) {
                    HttpBody.delete(file);
                }
                fail(e);
                return;
            }
            try {
                workers.execute(() -> consumer.getAsyncProcessor().process(exchange, sync -> finish()));
            } catch (RejectedExecutionException e) {
                fail(HttpProblem.busy("Serai is stopping"));
            }
        }

        private void finish() {
            Exception failure = exchange.getException();
            if (failure != null) {
                fail(failure);
                return;
            }
            new HttpReply(call, workers)
                    .send(exchange, given, consumer.getEndpoint().getHeaderFilterStrategy(), this::leave);
        }

        private void fail(Exception failure) {
            answer(call, exchange, failure, consumer, this::leave);
        }

        private void leave() {
            call.finished();
            try {
                consumer.close(exchange);
            } finally {
                room.release();
            }
        }
    }
}
