package io.serai.reload;

import io.serai.retry.UpstreamPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps endpoints that others call open while their routes are exchanged. A route that starts from {@code direct:} or
 * {@code platform-http:} is taken apart: an entry that stays as long as its address does, and the route itself, which the entry
 * runs or waits for. (Camel's own blocking of direct endpoints hands late callers to the consumer that is being stopped.)
 */
final class EntryRoutes {
    private static final Pattern CALLED = Pattern.compile("(direct|platform-http):.*");

    private final CamelContext context;
    private final Map<String, String> addresses = new HashMap<>();

    EntryRoutes(CamelContext context) {
        this.context = context;
    }

    /** Gives a route that others call an inner start. Answers its entry, to be opened when the route is there. */
    @Nullable
    RouteDefinition takeApart(RouteDefinition route, Turnstile turnstile) {
        FromDefinition from = route.getInput();
        if (!CALLED.matcher(String.valueOf(from.getEndpointUri())).matches() || !route.hasCustomIdAssigned()) {
            return null;
        }
        String inner = "direct:" + route.getRouteId() + "-entered";
        RouteDefinition entry = new RouteDefinition();
        entry.setInput(new FromDefinition(from.getEndpointUri()));
        entry.setId(id(route.getRouteId()));
        entry.description(
                "Keeps " + from.getEndpointUri() + " open while the route " + route.getRouteId() + " is exchanged.");
        entry.routeConfigurationId(UpstreamPolicy.NONE);
        entry.setErrorHandlerFactory(new NoErrorHandlerBuilder());
        entry.setStreamCache(route.getStreamCache());
        entry.addOutput(new ProcessDefinition(new EnteredRoute(context, route.getRouteId(), turnstile)));
        from.setUri(inner);
        return entry;
    }

    /** Opens the entry unless it is open at this address. */
    void open(RouteDefinition entry) throws Exception {
        String address = entry.getInput().getEndpointUri() + " " + entry.getStreamCache();
        String id = entry.getRouteId();
        if (address.equals(addresses.get(id))) {
            return;
        }
        close(id);
        context.getCamelContextExtension().getContextPlugin(Model.class).addRouteDefinition(entry);
        addresses.put(id, address);
    }

    /** Closes the entry of a route that is gone. */
    void closeOf(String routeId) throws Exception {
        close(id(routeId));
    }

    private void close(String id) throws Exception {
        if (addresses.remove(id) != null) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    private static String id(String routeId) {
        return routeId + "-entry";
    }
}
