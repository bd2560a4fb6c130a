package io.serai.watch;

import io.serai.Operation;
import io.serai.config.Upstream;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures by operation and by upstream. */
public final class Stats implements Watcher {
    private final Map<String, ServiceStats> services = new LinkedHashMap<>();
    private final Map<String, UpstreamStats> upstreams = new LinkedHashMap<>();

    public Stats(Collection<Upstream> known, Clock clock) {
        for (String operation : Operation.ids()) {
            services.put(operation, new ServiceStats());
        }
        known.forEach(upstream -> upstreams.put(upstream.name(), new UpstreamStats(clock)));
    }

    public Map<String, ServiceStats> services() {
        return services;
    }

    public Map<String, UpstreamStats> upstreams() {
        return upstreams;
    }

    @Override
    public void over(CallRecord call) {
        ServiceStats service = services.get(call.operation());
        if (service != null) {
            service.add(call);
        }
    }

    @Override
    public void over(AttemptRecord attempt) {
        UpstreamStats upstream = upstreams.get(attempt.upstream());
        if (upstream != null) {
            upstream.add(attempt);
        }
    }
}
