package io.serai.retry;

import io.serai.config.Upstream;
import io.serai.error.ServiceException;
import io.serai.meter.Usage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The retry budget of each upstream. The sandbox has none: its failures are made to be tried. */
public final class RetryBudgets implements CallListener {
    private final Map<String, RetryBudget> byUpstream = new LinkedHashMap<>();

    /**
     * @param reserve of each upstream
     */
    public RetryBudgets(Collection<Upstream> upstreams, int reserve) {
        for (Upstream upstream : upstreams) {
            if (!upstream.sandbox()) {
                byUpstream.put(upstream.name(), new RetryBudget(reserve));
            }
        }
    }

    /** The budget of an upstream, by its name. */
    public Optional<RetryBudget> of(String upstream) {
        return Optional.ofNullable(byUpstream.get(upstream));
    }

    /** Takes what a retry of this call costs, when it is there. */
    boolean tryRetry(Call call) {
        return of(call).map(RetryBudget::tryRetry).orElse(true);
    }

    @Override
    public void attempting(Call call) {
        if (call.isFirstHere()) {
            of(call).ifPresent(RetryBudget::called);
        }
    }

    @Override
    public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
        if (failure == null) {
            of(call).ifPresent(RetryBudget::answered);
        }
    }

    private Optional<RetryBudget> of(Call call) {
        return call.chain().isEmpty()
                ? Optional.empty()
                : of(call.target().upstream().name());
    }
}
