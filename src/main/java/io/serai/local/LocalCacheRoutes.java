package io.serai.local;

import io.serai.Operation;
import io.serai.cache.CacheDelete;
import io.serai.cache.CacheDeleted;
import io.serai.cache.CacheEntry;
import io.serai.cache.CacheGet;
import io.serai.cache.CacheSet;
import io.serai.cache.CacheStored;
import io.serai.error.InvalidRequestException;
import io.serai.retry.Call;
import io.serai.retry.UpstreamPolicy;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** The cache operations over a {@link LocalCache}: {@code direct:local-cache-get} and so on. */
public final class LocalCacheRoutes extends RouteBuilder {
    /** Name of this backend in routes and receipts. */
    public static final String BACKEND = "local";

    private final LocalCache cache;

    public LocalCacheRoutes(LocalCache cache) {
        this.cache = cache;
    }

    @Override
    public void configure() {
        vendor(Operation.CACHE_GET, this::get);
        vendor(Operation.CACHE_SET, this::set);
        vendor(Operation.CACHE_DELETE, this::delete);
    }

    private void vendor(Operation operation, Processor work) {
        String id = BACKEND + "-" + operation.id();
        // @formatter:off
        from("direct:" + id)
                .routeId(id)
                .routeDescription("Do " + operation.id() + " in this process.")
                .routeConfigurationId(UpstreamPolicy.NONE)
                .errorHandler(noErrorHandler())
                .process(work).id(id + "-work");
        // @formatter:on
    }

    private void get(Exchange exchange) {
        String key = exchange.getIn().getBody(CacheGet.class).key();
        exchange.getIn()
                .setBody(new CacheEntry(key, cache.get(key), Call.of(exchange).servedBy(BACKEND)));
    }

    private void set(Exchange exchange) {
        CacheSet request = exchange.getIn().getBody(CacheSet.class);
        if (!cache.fits(request.key(), request.value())) {
            throw InvalidRequestException.tooLarge(
                    Operation.CACHE_SET.id(),
                    "value",
                    "has " + request.value().length
                            + " bytes, more than the whole cache may hold (serai.cache.max-size)");
        }
        cache.set(request.key(), request.value(), Duration.ofSeconds(request.seconds()));
        exchange.getIn()
                .setBody(new CacheStored(
                        request.key(), request.seconds(), Call.of(exchange).servedBy(BACKEND)));
    }

    private void delete(Exchange exchange) {
        String key = exchange.getIn().getBody(CacheDelete.class).key();
        exchange.getIn()
                .setBody(new CacheDeleted(
                        key, cache.delete(key), Call.of(exchange).servedBy(BACKEND)));
    }
}
