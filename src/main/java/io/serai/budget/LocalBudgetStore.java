package io.serai.budget;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counters of this process. A counter starts with what the ledger has for it. */
public final class LocalBudgetStore implements BudgetStore {
    private static final int TIDY_ABOVE = 10_000;

    private final Map<String, Long> counters = new HashMap<>();
    private final ToLongFunction<Counter> start;

    /**
     * @param start what a counter begins with, asked once for each
     */
    public LocalBudgetStore(ToLongFunction<Counter> start) {
        this.start = start;
    }

    @Override
    public synchronized @Nullable Counter reserve(List<Counter> asked, long amount) {
        for (Counter counter : asked) {
            if (get(counter) + amount > counter.limit()) {
                return counter;
            }
        }
        add(asked, amount);
        return null;
    }

    @Override
    public synchronized void add(List<Counter> asked, long amount) {
        // Days that are over are asked for no more; the ledger still knows them should that ever be wrong.
        if (counters.size() > TIDY_ABOVE) {
            counters.clear();
        }
        asked.forEach(counter -> counters.put(counter.name(), get(counter) + amount));
    }

    @Override
    public synchronized long get(Counter counter) {
        return counters.computeIfAbsent(counter.name(), name -> start.applyAsLong(counter));
    }
}
