package io.serai.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.serai.retry.CallListener;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Makes a span for every call that goes to a model, when an OpenTelemetry agent or SDK is there. Thread-safe. */
public final class Traces implements Function<Exchange, CallListener> {
    private static final TextMapGetter<Map<String, Object>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, Object> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, Object> headers, String name) {
            return headers != null && headers.get(name) instanceof String text ? text : null;
        }
    };

    private final OpenTelemetry telemetry;
    private final Tracer tracer;
    private final boolean content;

    private Traces(OpenTelemetry telemetry, boolean content) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("io.serai");
        this.content = content;
    }

    /**
     * Nothing when there is neither an OpenTelemetry of the context's own nor a global one, such as the agent's.
     *
     * @param content whether prompts and replies become attributes
     */
    public static Optional<Traces> in(CamelContext context, boolean content) {
        OpenTelemetry own = context.getRegistry().findSingleByType(OpenTelemetry.class);
        if (own == null && !isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Traces(own == null ? GlobalOpenTelemetry.get() : own, content));
    }

    /** Whether this JVM has an OpenTelemetry; to ask for one that is not set would keep everybody from setting it. */
    public static boolean isPresent() {
        try {
            return GlobalOpenTelemetry.isSet();
        } catch (NoSuchMethodError e) {
            // Before 1.57, in an application of somebody else's: it has the API for a reason.
            return true;
        }
    }

    /** To be asked when a call is opened, with its request in the exchange's body. */
    @Override
    public CallListener apply(Exchange exchange) {
        return new CallSpan(tracer, parent(exchange), exchange, content);
    }

    /**
     * The span of Camel's tracer, which it leaves in the headers: a call may be opened on another thread than its route was
     * entered on. Without that tracer, the thread's own.
     */
    private Context parent(Exchange exchange) {
        Context left = telemetry
                .getPropagators()
                .getTextMapPropagator()
                .extract(Context.root(), exchange.getIn().getHeaders(), HEADERS);
        return Span.fromContext(left).getSpanContext().isValid() ? left : Context.current();
    }
}
