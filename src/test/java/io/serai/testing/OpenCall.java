package io.serai.testing;

import io.serai.Operation;
import io.serai.config.Settings;
import io.serai.config.Upstreams;
import io.serai.retry.Calls;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A call that is under way, for what works inside of one. */
public final class OpenCall {
    private OpenCall() {}

    /** Settings of an upstream that nobody asks. */
    public static Settings settings() {
        return Settings.of(Map.of(
                "serai.upstream.openai.api-key", "sk-unused",
                "serai.upstream.openai.base-url", "https://api.openai.com/v1"));
    }

    public static Upstreams upstreams() {
        return Upstreams.of(settings(), () -> URI.create("http://unused"));
    }

    /** An exchange whose call asks this model. */
    public static Exchange of(Operation operation, String model) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        new Calls(settings(), upstreams()).open(exchange, operation, model);
        return exchange;
    }
}
