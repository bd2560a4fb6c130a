package io.serai.cache;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.serai.Operation;
import io.serai.config.Settings;
import io.serai.config.Upstreams;
import io.serai.retry.Backoff;
import io.serai.retry.Calls;
import io.serai.retry.RedeliveryScheduler;
import io.serai.retry.UpstreamPolicy;
import io.serai.retry.Workers;
import io.serai.testing.TestReuse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** The cache routes over one backend, in a context of their own, with waits of milliseconds between attempts. */
public final class CacheFixture implements AutoCloseable {
    private final ExecutorService workers = Workers.start("cache-fixture");
    private final RedeliveryScheduler scheduler = new RedeliveryScheduler(workers);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    public CacheFixture(Map<String, String> settings, String backend, RoutesBuilder vendor) throws Exception {
        URI nowhere = URI.create("http://127.0.0.1:9/v1");
        Settings values = Settings.of(settings);
        context.getRegistry().bind(UpstreamPolicy.SCHEDULER, scheduler);
        context.addRoutes(new UpstreamPolicy(3, new Backoff(ofMillis(5), ofMillis(10), 0), ofSeconds(1)));
        context.addRoutes(vendor);
        context.addRoutes(new CacheRoutes(
                new Calls(values, Upstreams.of(values, () -> nowhere)), backend, TestReuse.alone(values)));
        context.start();
        template.start();
    }

    public DefaultCamelContext context() {
        return context;
    }

    public byte @Nullable [] get(String key) {
        return ((CacheEntry) call(Operation.CACHE_GET, key)).value();
    }

    public CacheStored set(String key, byte[] value, @Nullable Duration ttl) {
        return (CacheStored) call(Operation.CACHE_SET, new CacheSet(key, value, ttl));
    }

    public boolean delete(String key) {
        return ((CacheDeleted) call(Operation.CACHE_DELETE, key)).deleted();
    }

    /** The reply to this body; throws what the operation fails with. */
    public Object call(Operation operation, @Nullable Object body) {
        Exchange exchange =
                template.request(operation.endpoint(), in -> in.getIn().setBody(body));
        if (exchange.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        return exchange.getMessage().getBody();
    }

    @Override
    public void close() {
        template.stop();
        context.stop();
        scheduler.shutdownNow();
        workers.shutdownNow();
    }
}
