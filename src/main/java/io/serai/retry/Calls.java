package io.serai.retry;

import io.serai.Operation;
import io.serai.config.RetrySettings;
import io.serai.config.Settings;
import io.serai.config.Target;
import io.serai.config.Upstreams;
import io.serai.error.InvalidRequestException;
import java.util.List;
import org.apache.camel.Exchange;

/** Opens calls: finds where a model's requests go and starts the clock. */
public final class Calls {
    private final Settings settings;
    private final Upstreams upstreams;

    public Calls(Settings settings, Upstreams upstreams) {
        this.settings = settings;
        this.upstreams = upstreams;
    }

    public Settings settings() {
        return settings;
    }

    /** Opens a call to whoever serves this model. */
    public Call open(Exchange exchange, Operation operation, String model) {
        List<Target> chain = upstreams.chain(model);
        if (chain.isEmpty()) {
            throw InvalidRequestException.field(
                    operation.id(), "model", "'" + model + "' is served by no upstream; add it to serai.model.<alias>");
        }
        return Call.open(exchange, operation.id(), chain, settings.get(RetrySettings.DEADLINE));
    }

    /** Opens a call that goes to a backend, such as storage. */
    public Call open(Exchange exchange, Operation operation) {
        return Call.open(exchange, operation.id(), List.of(), settings.get(RetrySettings.DEADLINE));
    }
}
