package io.serai;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Calls operations from Java. Thread-safe. */
public final class OperationCaller {
    private final ProducerTemplate template;
    private final ExecutorService workers;

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
        Exchange exchange =
                template.request(operation.endpoint(), in -> in.getIn().setBody(request));
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
                future.complete(call(operation, request, reply));
            } catch (CompletionException e) {
                future.completeExceptionally(e.getCause() == null ? e : e.getCause());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }
}
