package io.serai.cache;

import static io.serai.Operation.CACHE_DELETE;
import static io.serai.Operation.CACHE_GET;
import static io.serai.Operation.CACHE_SET;

import io.serai.Operation;
import io.serai.config.CacheSettings;
import io.serai.config.SettingException;
import io.serai.error.InvalidRequestException;
import io.serai.meter.Reply;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.Reuse;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Cache operations. In: {@link CacheGet}, {@link CacheSet}, {@link CacheDelete}. Out: {@link CacheEntry},
 * {@link CacheStored}, {@link CacheDeleted}. The work is done by the backend's routes, {@code direct:<backend>-cache-get}
 * and so on.
 */
public final class CacheRoutes extends RouteBuilder {
    private final Calls calls;
    private final String backend;
    private final Reuse reuse;

    /**
     * @param backend {@code local} or {@code redis}
     */
    public CacheRoutes(Calls calls, String backend, Reuse reuse) {
        this.calls = calls;
        this.backend = backend;
        this.reuse = reuse;
    }

    @Override
    public void configure() {
        Duration ttl = calls.settings().get(CacheSettings.CACHE_TTL);
        if (!CacheTtl.allowed(ttl)) {
            throw new SettingException(CacheSettings.CACHE_TTL.key() + ": " + ttl.toSeconds()
                    + " s is not a life; give a duration from 1s to 365d");
        }
        operation(CACHE_GET, "Answer the value of a key, or nothing.", CacheGet::of, CacheEntry.class);
        operation(
                CACHE_SET,
                "Keep a value under a key for a time.",
                body -> checked(CacheSet.of(body), ttl),
                CacheStored.class);
        operation(CACHE_DELETE, "Forget the value of a key.", CacheDelete::of, CacheDeleted.class);
    }

    private <R extends Reply> void operation(
            Operation operation, String description, Function<@Nullable Object, Object> bind, Class<R> reply) {
        String id = operation.id();
        // @formatter:off
        from(operation.endpoint())
                .routeId(id)
                .routeDescription(description)
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, bind).id(id + "-bind")
                .policy(reuse.idempotent(IdempotentKind.of(operation, reply))).id(id + "-once")
                    .process(exchange -> open(exchange, operation)).id(id + "-open")
                    .to("direct:" + backend + "-" + id).id(id + "-backend")
                .end();
        // @formatter:on
    }

    private void open(Exchange exchange, Operation operation) {
        calls.open(exchange, operation);
    }

    private CacheSet checked(CacheSet request, Duration ttl) {
        long limit = calls.settings().get(CacheSettings.CACHE_MAX_VALUE);
        if (request.value().length > limit) {
            throw InvalidRequestException.tooLarge(
                    CACHE_SET.id(),
                    "value",
                    "has " + request.value().length + " bytes and " + limit + " are allowed ("
                            + CacheSettings.CACHE_MAX_VALUE.key() + ")");
        }
        return request.orTtl(ttl);
    }
}
