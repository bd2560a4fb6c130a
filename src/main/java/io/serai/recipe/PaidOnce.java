package io.serai.recipe;

import io.serai.config.Settings;
import io.serai.config.UpstreamSettings;
import io.serai.config.Upstreams;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.EndpointAware;
import org.apache.camel.NamedNode;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The policy {@code serai-paid-once}: wraps one {@code to: direct:<operation>} of a recipe, and answers from the journal what
 * the same run has already paid for. A step is the same when its operation, its request, the mode and the settings of models
 * and voices are: what the sandbox made is never taken for live.
 */
final class PaidOnce implements Policy {
    private static final String DIRECT = "direct://";

    private final Journal journal;
    private final SortedMap<String, String> circumstances = new TreeMap<>();

    PaidOnce(Journal journal, Settings settings) {
        this.journal = journal;
        for (Map.Entry<String, String> setting : settings.visible().entrySet()) {
            if (setting.getKey().matches("serai\\.(llm|image|tts)\\..*")) {
                circumstances.put(setting.getKey(), setting.getValue());
            }
        }
        for (String alias : settings.names(UpstreamSettings.MODEL_ALIAS)) {
            circumstances.put(
                    "alias " + alias, String.join(",", settings.get(UpstreamSettings.MODEL_ALIAS.named(alias))));
        }
        circumstances.put("mode", Upstreams.isSandbox(settings) ? "sandbox" : "live");
    }

    /** What a step's answer depends on beside its request. */
    SortedMap<String, String> circumstances() {
        return circumstances;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // All that matters is known when the step is wrapped.
    }

    @Override
    public Processor wrap(Route route, Processor processor) {
        String uri = endpoint(processor);
        if (uri == null || !uri.startsWith(DIRECT)) {
            throw new IllegalArgumentException(
                    route.getRouteId() + ": the policy serai-paid-once wraps one step, to: direct:<operation>");
        }
        return new PaidStep(
                journal,
                uri.substring(DIRECT.length()),
                circumstances,
                processor,
                Checkpoint.in(route.getCamelContext()));
    }

    private static @Nullable String endpoint(Processor processor) {
        if (processor instanceof EndpointAware aware) {
            return aware.getEndpoint().getEndpointUri();
        }
        if (processor instanceof Navigate<?> parent
                && parent.hasNext()
                && parent.next().size() == 1) {
            return parent.next().get(0) instanceof Processor child ? endpoint(child) : null;
        }
        return null;
    }
}
