package io.serai.guard;

import io.serai.config.Settings;
import io.serai.config.Upstream;
import io.serai.error.ServiceException;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import io.serai.retry.CallListener;
import io.serai.retry.RetryBudgets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The guards of all upstreams, each of which hears of the calls to its own. To be registered before other listeners. */
public final class Guards implements CallListener {
    /** Registry name. */
    public static final String NAME = "seraiGuards";

    private final Map<String, UpstreamGuard> byUpstream = new LinkedHashMap<>();

    public Guards(Collection<Upstream> upstreams, Settings settings, RetryBudgets budgets) {
        for (Upstream upstream : upstreams) {
            byUpstream.put(upstream.name(), new UpstreamGuard(upstream, settings, budgets.of(upstream.name())));
        }
    }

    /** The guard of a configured upstream. */
    public UpstreamGuard of(String upstream) {
        return Objects.requireNonNull(byUpstream.get(upstream));
    }

    /** One for each upstream. */
    public Collection<UpstreamGuard> all() {
        return byUpstream.values();
    }

    @Override
    public void attempting(Call call) {
        UpstreamGuard guard = of(call);
        if (guard != null) {
            guard.attempting(call);
        }
    }

    @Override
    public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
        UpstreamGuard guard = of(call);
        if (guard != null) {
            guard.attempted(call, failure, usage);
        }
    }

    private @Nullable UpstreamGuard of(Call call) {
        return call.chain().isEmpty()
                ? null
                : byUpstream.get(call.target().upstream().name());
    }
}
