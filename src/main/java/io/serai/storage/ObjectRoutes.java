package io.serai.storage;

import static io.serai.Operation.STORAGE_COPY;
import static io.serai.Operation.STORAGE_DELETE;
import static io.serai.Operation.STORAGE_EXISTS;
import static io.serai.Operation.STORAGE_LIST;
import static io.serai.Operation.STORAGE_MOVE;
import static io.serai.Operation.STORAGE_PREFETCH;
import static io.serai.Operation.STORAGE_REFRESH;
import static io.serai.Operation.STORAGE_STAT;

import io.serai.Operation;
import io.serai.error.InvalidRequestException;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import io.serai.retry.Call;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.Reuse;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * What is done to objects by name. In: {@link KeyRequest}, {@link ListRequest}, {@link CopyRequest}, {@link WarmRequest}.
 * Out: {@link ObjectStat}, {@link ObjectExists}, {@link ObjectDeleted}, {@link ObjectList}, {@link ObjectCopied},
 * {@link CdnOrdered}.
 */
final class ObjectRoutes extends RouteBuilder {
    private final StorageCalls calls;
    private final ObjectStore store;
    private final Reuse reuse;

    ObjectRoutes(StorageCalls calls, ObjectStore store, Reuse reuse) {
        this.calls = calls;
        this.store = store;
        this.reuse = reuse;
    }

    @Override
    public void configure() {
        route(STORAGE_STAT, "Answer what is known of an object.", this::openKey, this::stat);
        route(STORAGE_EXISTS, "Answer whether there is an object under a key.", this::openKey, this::exists);
        route(STORAGE_DELETE, "Delete an object.", this::openKey, this::delete);
        route(STORAGE_LIST, "Answer one page of the objects below a prefix.", this::openList, this::list);
        once(STORAGE_COPY, "Copy an object to another key.", ObjectCopied.class, this::openCopy, this::copy);
        once(STORAGE_MOVE, "Move an object to another key.", ObjectCopied.class, this::openCopy, this::copy);
        once(STORAGE_REFRESH, "Make the CDN forget objects.", CdnOrdered.class, this::openWarm, this::warm);
        once(
                STORAGE_PREFETCH,
                "Make the CDN fetch objects before anybody asks.",
                CdnOrdered.class,
                this::openWarm,
                this::warm);
    }

    private void route(Operation operation, String description, Processor open, Processor work) {
        String id = operation.id();
        // @formatter:off
        from(operation.endpoint())
                .routeId(id)
                .routeDescription(description)
                .routeConfigurationId(UpstreamPolicy.ID)
                .setProperty(StorageCalls.OPERATION, constant(operation)).id(id + "-name")
                .process(open).id(id + "-open")
                .process(work).id(id + "-work");
        // @formatter:on
    }

    /** An operation that is done once for an idempotency key: the request is its body as it comes. */
    private <R extends Reply> void once(
            Operation operation, String description, Class<R> reply, Processor open, Processor work) {
        String id = operation.id();
        // @formatter:off
        from(operation.endpoint())
                .routeId(id)
                .routeDescription(description)
                .routeConfigurationId(UpstreamPolicy.ID)
                .setProperty(StorageCalls.OPERATION, constant(operation)).id(id + "-name")
                .policy(reuse.idempotent(IdempotentKind.of(operation, reply))).id(id + "-once")
                    .process(open).id(id + "-open")
                    .process(work).id(id + "-work")
                .end();
        // @formatter:on
    }

    private void openKey(Exchange exchange) {
        Operation operation = StorageCalls.operation(exchange);
        KeyRequest request = KeyRequest.of(operation.id(), exchange.getIn().getBody());
        String key = store.key(operation.id(), "key", request.key());
        calls.open(exchange, operation);
        exchange.getIn().setBody(new KeyRequest(key));
    }

    private void stat(Exchange exchange) {
        String key = key(exchange);
        ObjectInfo info = store.stat(key, Attempt.next(exchange, store.name()));
        reply(exchange, ObjectStat.of(info, receipt(exchange)));
    }

    private void exists(Exchange exchange) {
        String key = key(exchange);
        boolean exists = true;
        try {
            store.stat(key, Attempt.next(exchange, store.name()));
        } catch (InvalidRequestException e) {
            if (e.detail().status() != 404) {
                throw e;
            }
            exists = false;
        }
        reply(exchange, new ObjectExists(key, exists, receipt(exchange)));
    }

    private void delete(Exchange exchange) {
        String key = key(exchange);
        boolean deleted = store.delete(key, Attempt.next(exchange, store.name()));
        reply(exchange, new ObjectDeleted(key, deleted, receipt(exchange)));
    }

    private void openList(Exchange exchange) {
        ListRequest request = ListRequest.of(exchange.getIn().getBody());
        calls.open(exchange, STORAGE_LIST);
        exchange.getIn().setBody(request);
    }

    private void list(Exchange exchange) {
        ListRequest request = exchange.getIn().getBody(ListRequest.class);
        ObjectPage page =
                store.list(request.prefix(), request.marker(), request.limit(), Attempt.next(exchange, store.name()));
        reply(exchange, ObjectList.of(page, receipt(exchange)));
    }

    private void openCopy(Exchange exchange) {
        Operation operation = StorageCalls.operation(exchange);
        CopyRequest request = CopyRequest.of(operation.id(), exchange.getIn().getBody());
        String from = store.key(operation.id(), "from", request.from());
        String to = ObjectKey.checked(operation.id(), "to", request.to());
        if (from.equals(to)) {
            throw InvalidRequestException.field(operation.id(), "to", "is the key it has already; give another");
        }
        calls.open(exchange, operation);
        exchange.getIn().setBody(new CopyRequest(from, to, request.overwrite()));
    }

    private void copy(Exchange exchange) {
        CopyRequest request = exchange.getIn().getBody(CopyRequest.class);
        Attempt attempt = Attempt.next(exchange, store.name());
        if (StorageCalls.operation(exchange) == STORAGE_MOVE) {
            store.move(request.from(), request.to(), request.overwrite(), attempt);
        } else {
            store.copy(request.from(), request.to(), request.overwrite(), attempt);
        }
        String url = store.url(request.to(), calls.urlExpiry()).url();
        reply(exchange, new ObjectCopied(request.to(), url, receipt(exchange)));
    }

    private void openWarm(Exchange exchange) {
        Operation operation = StorageCalls.operation(exchange);
        WarmRequest request = WarmRequest.of(operation.id(), exchange.getIn().getBody());
        List<String> keys = request.keys().stream()
                .map(key -> store.key(operation.id(), "keys", key))
                .toList();
        calls.open(exchange, operation);
        exchange.getIn().setBody(new WarmRequest(keys));
    }

    private void warm(Exchange exchange) {
        WarmRequest request = exchange.getIn().getBody(WarmRequest.class);
        boolean prefetch = StorageCalls.operation(exchange) == STORAGE_PREFETCH;
        store.warm(request.keys(), prefetch, Attempt.next(exchange, store.name()));
        reply(exchange, new CdnOrdered(request.keys(), receipt(exchange)));
    }

    private static String key(Exchange exchange) {
        return exchange.getIn().getBody(KeyRequest.class).key();
    }

    private Receipt receipt(Exchange exchange) {
        return Call.of(exchange).servedBy(store.name());
    }

    private static void reply(Exchange exchange, Reply reply) {
        exchange.getIn().setBody(reply);
    }
}
