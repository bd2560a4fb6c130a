package io.serai.redis;

import io.serai.Operation;
import io.serai.cache.CacheDelete;
import io.serai.cache.CacheDeleted;
import io.serai.cache.CacheEntry;
import io.serai.cache.CacheGet;
import io.serai.cache.CacheSet;
import io.serai.cache.CacheStored;
import io.serai.meter.Receipt;
import io.serai.retry.Call;
import io.serai.retry.UpstreamPolicy;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.redis.RedisConstants;
import org.apache.camel.component.redis.RedisEndpoint;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * The cache operations over Redis: {@code direct:redis-cache-get} and so on. Keys are prefixed, values are the bytes given.
 * A failure goes, as our own exception, to the service route.
 */
public final class RedisCacheRoutes extends RouteBuilder {
    /** Name of this backend in routes and receipts. */
    public static final String BACKEND = "redis";

    private static final String PREFIX = "serai:cache:";

    private final RedisConnection connection;

    public RedisCacheRoutes(RedisConnection connection) {
        this.connection = connection;
    }

    @Override
    public void configure() {
        vendor(Operation.CACHE_GET, "GET", RedisCacheRoutes::get, RedisCacheRoutes::entry);
        vendor(Operation.CACHE_SET, "SETEX", RedisCacheRoutes::set, RedisCacheRoutes::stored);
        // To expire at once is to delete, and unlike the component's DEL it says whether there was something.
        vendor(Operation.CACHE_DELETE, "EXPIRE", RedisCacheRoutes::delete, RedisCacheRoutes::deleted);
    }

    private void vendor(Operation operation, String command, Processor encode, Processor decode) {
        String id = BACKEND + "-" + operation.id();
        // @formatter:off
        from("direct:" + id)
                .routeId(id)
                .routeDescription("Do " + operation.id() + " in Redis.")
                .routeConfigurationId(UpstreamPolicy.NONE)
                .errorHandler(noErrorHandler())
                .process(encode).id(id + "-encode")
                .doTry()
                    .process(exchange -> connection.connect()).id(id + "-connect")
                    .to(redis(command)).id(id + "-command")
                    .process(exchange -> connection.answered()).id(id + "-answered")
                .doCatch(Exception.class)
                    .process(this::failed).id(id + "-failed")
                .end()
                .process(decode).id(id + "-decode");
        // @formatter:on
    }

    /** The template is set here and bound nowhere: Camel would wire it into every other Redis endpoint of the context. */
    private Endpoint redis(String command) {
        RedisEndpoint endpoint = getContext()
                .getEndpoint("spring-redis:" + connection.endpoint() + "?command=" + command, RedisEndpoint.class);
        endpoint.getConfiguration().setConnectionFactory(connection.factory());
        endpoint.getConfiguration().setRedisTemplate(template());
        return endpoint;
    }

    /** Bytes as they are: the component's own default is Java serialization, which runs what a planted value says. */
    private RedisTemplate<String, byte[]> template() {
        RedisTemplate<String, byte[]> template = new RedisTemplate<>();
        template.setConnectionFactory(connection.factory());
        template.setKeySerializer(RedisSerializer.string());
        template.setDefaultSerializer(RedisSerializer.byteArray());
        template.afterPropertiesSet();
        return template;
    }

    private static void get(Exchange exchange) {
        command(exchange, exchange.getIn().getBody(CacheGet.class).key());
    }

    private static void entry(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody(new CacheEntry(key(exchange), message.getBody(byte[].class), receipt(exchange)));
    }

    private static void set(Exchange exchange) {
        CacheSet request = exchange.getIn().getBody(CacheSet.class);
        command(exchange, request.key());
        exchange.getMessage().setHeader(RedisConstants.VALUE, request.value());
        exchange.getMessage().setHeader(RedisConstants.TIMEOUT, request.seconds());
    }

    private static void stored(Exchange exchange) {
        long ttl = exchange.getMessage().getHeader(RedisConstants.TIMEOUT, Long.class);
        exchange.getMessage().setBody(new CacheStored(key(exchange), ttl, receipt(exchange)));
    }

    private static void delete(Exchange exchange) {
        command(exchange, exchange.getIn().getBody(CacheDelete.class).key());
        exchange.getMessage().setHeader(RedisConstants.TIMEOUT, 0L);
    }

    private static void deleted(Exchange exchange) {
        boolean deleted = Boolean.TRUE.equals(exchange.getMessage().getBody(Boolean.class));
        exchange.getMessage().setBody(new CacheDeleted(key(exchange), deleted, receipt(exchange)));
    }

    /** Makes the message a command on this key, with nothing a caller sent along: a header could name another command. */
    private static void command(Exchange exchange, String key) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        // The component leaves the body in place when there is no value; an empty one tells a miss.
        message.setBody(null);
        message.setHeader(RedisConstants.KEY, PREFIX + key);
        Call.of(exchange).attempt();
    }

    private void failed(Exchange exchange) {
        Call call = Call.of(exchange);
        exchange.setException(connection.explain(
                call.detail().at(BACKEND, null, call.attempts()),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    private static String key(Exchange exchange) {
        return exchange.getMessage().getHeader(RedisConstants.KEY, String.class).substring(PREFIX.length());
    }

    private static Receipt receipt(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        return Call.of(exchange).servedBy(BACKEND);
    }
}
