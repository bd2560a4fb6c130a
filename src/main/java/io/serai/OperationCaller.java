package io.serai;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.support.service.ServiceHelper;

/** Calls operations from Java. Thread-safe. */
public final class OperationCaller {
    private final ProducerTemplate template;
    private final ExecutorService workers;
    private final Map<Operation, AsyncProducer> producers = new ConcurrentHashMap<>();

    /**
     * @param workers runs the asynchronous forms; a call holds its thread while an upstream works
     */
    OperationCaller(ProducerTemplate template, ExecutorService workers) {
        this.template = template;
        this.workers = workers;
    }

    /**
     * The operation's reply.
     *
     * @throws io.serai.error.ServiceException as it left the operation
     */
    public <T> T call(Operation operation, Object request, Class<T> reply) {
        return reply(
                operation,
                template.request(operation.endpoint(), in -> in.getIn().setBody(request)),
                reply);
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

    /** The same on another thread; fails with what {@link #call} throws, as the cause of a CompletionException. */
    public <T> CompletableFuture<T> callAsync(Operation operation, Object request, Class<T> reply) {
        CompletableFuture<T> future = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                Exchange exchange = ExchangeBuilder.anExchange(template.getCamelContext())
                        .withPattern(ExchangePattern.InOut)
                        .withBody(request)
                        .build();
                // No thread waits for the reply: while the call waits for its next attempt there is none that works on it.
                producer(operation)
                        .process(exchange, doneSync -> complete(future, () -> reply(operation, exchange, reply)));
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    private static <T> void complete(CompletableFuture<T> future, Supplier<T> reply) {
        try {
            future.complete(reply.get());
        } catch (CompletionException e) {
            future.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    private AsyncProducer producer(Operation operation) {
        return producers.computeIfAbsent(operation, any -> {
            try {
                AsyncProducer made = template.getCamelContext()
                        .getEndpoint(operation.endpoint())
                        .createAsyncProducer();
                ServiceHelper.startService(made);
                return made;
            } catch (Exception e) {
                throw new IllegalStateException("no producer for " + operation.endpoint(), e);
            }
        });
    }
}
