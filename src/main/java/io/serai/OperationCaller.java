package io.serai;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;

/** Calls operations from Java. Thread-safe. */
public final class OperationCaller {
    private final ProducerTemplate template;
    private final ExecutorService workers;
    private final CallOptions options;

    /**
     * @param workers runs the asynchronous forms; a call holds its thread while an upstream works, but not while it waits
     */
    OperationCaller(ProducerTemplate template, ExecutorService workers) {
        this(template, workers, CallOptions.NONE);
    }

    private OperationCaller(ProducerTemplate template, ExecutorService workers, CallOptions options) {
        this.template = template;
        this.workers = workers;
        this.options = options;
    }

    /** A caller whose every call has these options. */
    public OperationCaller with(CallOptions other) {
        return new OperationCaller(template, workers, other);
    }

    /**
     * The operation's reply.
     *
     * @throws io.serai.error.ServiceException as it left the operation
     */
    public <T> T call(Operation operation, Object request, Class<T> reply) {
        return reply(operation, template.send(operation.endpoint(), exchange(operation, request)), reply);
    }

    /** The same on another thread; fails with what {@link #call} throws, as the cause of a CompletionException. */
    public <T> CompletableFuture<T> callAsync(Operation operation, Object request, Class<T> reply) {
        CompletableFuture<T> future = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                Exchange exchange = exchange(operation, request);
                var unused = template.asyncSend(operation.endpoint(), exchange).whenComplete((done, failure) -> {
                    try {
                        future.complete(reply(operation, exchange, reply));
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                });
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private Exchange exchange(Operation operation, Object request) {
        CamelContext context = template.getCamelContext();
        Exchange exchange = context.getEndpoint(operation.endpoint()).createExchange(ExchangePattern.InOut);
        options.addTo(exchange);
        exchange.getIn().setBody(request);
        return exchange;
    }

    private static <T> T reply(Operation operation, Exchange exchange, Class<T> reply) {
        Exception failure = exchange.getException();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure != null) {
            throw new CamelExecutionException(operation + " failed", exchange, failure);
        }
        return reply.cast(exchange.getMessage().getBody());
    }
}
