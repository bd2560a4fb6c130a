package io.serai.storage;

import io.serai.config.Settings;
import io.serai.config.Upstreams;
import io.serai.retry.Backoff;
import io.serai.retry.Calls;
import io.serai.retry.RedeliveryScheduler;
import io.serai.retry.UpstreamPolicy;
import io.serai.retry.Workers;
import io.serai.testing.TestReuse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** The storage routes over a store, in a real context whose retries wait for milliseconds. */
public final class RoutesFixture implements AutoCloseable {
    private final ExecutorService workers = Workers.start("test");
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public RoutesFixture(ObjectStore store, Map<String, String> values) throws Exception {
        Settings settings = Settings.of(values);
        Calls calls = new Calls(settings, Upstreams.of(settings, () -> URI.create("http://127.0.0.1:9/v1")));
        context.getRegistry().bind(UpstreamPolicy.SCHEDULER, new RedeliveryScheduler(workers));
        context.addRoutes(new UpstreamPolicy(
                3, new Backoff(Duration.ofMillis(5), Duration.ofMillis(10), 0), Duration.ofSeconds(1)));
        context.addRoutes(new StorageRoutes(calls, store, TestReuse.alone(settings)));
        context.start();
        template = context.createProducerTemplate();
    }

    /** The reply's body; throws what the operation threw. */
    public <T> T call(String operation, Object body, Class<T> reply) throws Exception {
        Exchange exchange =
                template.request("direct:" + operation, in -> in.getIn().setBody(body));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody(reply);
    }

    @Override
    public void close() throws IOException {
        context.close();
        workers.shutdownNow();
    }
}
