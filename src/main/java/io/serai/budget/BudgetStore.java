package io.serai.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is spent and held back. Amounts are billionths of a US dollar: whole numbers add up exactly, and nine million
 * dollars of them still fit a double, which is what Redis scripts reckon with. Thread-safe.
 */
public interface BudgetStore {
    /** Billionths in a dollar. */
    long UNIT = 1_000_000_000L;

    /**
     * One counter and its limit.
     *
     * @param name such as {@code all:day:2026-11-25}
     * @param limit the most it may reach
     * @param seconds after which nobody asks for it any more; 0 for one that stays
     */
    record Counter(String name, long limit, long seconds) {}

    /**
     * Adds the amount to all counters, or to none.
     *
     * @return the first counter that it would take beyond its limit, null when it was added
     */
    @Nullable
    Counter reserve(List<Counter> counters, long amount);

    /** Adds an amount, which may be negative, whatever the limits. */
    void add(List<Counter> counters, long amount);

    /** What the counter holds. */
    long get(Counter counter);
}
