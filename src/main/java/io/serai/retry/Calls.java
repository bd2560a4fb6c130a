package io.serai.retry;

import io.serai.Operation;
import io.serai.config.Detour;
import io.serai.config.RetrySettings;
import io.serai.config.Setting;
import io.serai.config.Settings;
import io.serai.config.Target;
import io.serai.config.TimeoutSettings;
import io.serai.config.Upstreams;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** Opens calls: finds where a model's requests go and starts the clock. */
public final class Calls {
    /** Registry name. */
    public static final String NAME = "seraiCalls";

    private final Settings settings;
    private final Upstreams upstreams;
    private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Function<Exchange, CallListener>> makers = new CopyOnWriteArrayList<>();

    public Calls(Settings settings, Upstreams upstreams) {
        this.settings = settings;
        this.upstreams = upstreams;
    }

    /** Adds a listener to all calls opened from now on; listeners are told in the order of their registration. */
    public void register(CallListener listener) {
        listeners.add(listener);
    }

    /** Makes a listener for every call opened from now on, out of its exchange with the request; they hear before all others. */
    public void registerEach(Function<Exchange, CallListener> maker) {
        makers.add(maker);
    }

    public Settings settings() {
        return settings;
    }

    /** Opens a call to whoever serves this model. */
    public Call open(Exchange exchange, Operation operation, String model) {
        if (upstreams.all().isEmpty()) {
            throw new AuthException(
                    "no upstream has a key: set serai.upstream.openai.api-key or OPENAI_API_KEY, or another upstream's"
                            + " base-url; or serai.mode=sandbox for placeholders without any key",
                    ErrorDetail.of(operation.id()));
        }
        List<Target> chain = upstreams.chain(model);
        if (chain.isEmpty()) {
            throw InvalidRequestException.field(
                    operation.id(), "model", "'" + model + "' is served by no upstream; add it to serai.model.<alias>");
        }
        return open(exchange, operation, model, chain);
    }

    /** Opens a call that goes to a backend, such as storage. */
    public Call open(Exchange exchange, Operation operation) {
        return open(exchange, operation, "", List.of());
    }

    private Call open(Exchange exchange, Operation operation, String asked, List<Target> chain) {
        List<CallListener> told = new ArrayList<>();
        makers.forEach(maker -> told.add(maker.apply(exchange)));
        told.addAll(listeners);
        Optional.ofNullable(exchange.getProperty(CallListener.OF_EXCHANGE, CallListener.class))
                .ifPresent(told::add);
        Map<Detour, List<Target>> detours = new EnumMap<>(Detour.class);
        for (Detour detour : Detour.values()) {
            detours.put(detour, upstreams.detour(detour, asked));
        }
        return Call.open(exchange, operation.id(), asked, chain, detours, deadline(operation), List.copyOf(told));
    }

    private Deadline deadline(Operation operation) {
        Setting<Duration> own = TimeoutSettings.deadline(operation.service());
        Setting<Duration> setting = settings.find(own).isPresent() ? own : RetrySettings.DEADLINE;
        return Deadline.in(settings.get(setting), setting.key());
    }
}
