package io.serai.recipe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** How far a recipe has come: its paid steps, counted as they are done. Thread-safe. */
public final class RecipeProgress {
    private static final String PROPERTY = "SeraiProgress";

    private final RecipeListener listener;
    private final long started = System.nanoTime();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger paid = new AtomicInteger();
    private final AtomicLong payingSince = new AtomicLong(System.nanoTime());
    private volatile int total;
    private volatile String step = "";

    private RecipeProgress(RecipeListener listener) {
        this.listener = listener;
    }

    /** Begins to count for this exchange and those split from it. */
    static void open(Exchange exchange) {
        exchange.setProperty(
                PROPERTY,
                new RecipeProgress(
                        exchange.getProperty(RecipeListener.PROPERTY, RecipeListener.NONE, RecipeListener.class)));
    }

    static RecipeProgress of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, RecipeProgress.class);
    }

    RecipeListener listener() {
        return listener;
    }

    /** Says how many paid steps there are in all, as soon as that is known. */
    void expect(int steps) {
        total = steps;
        listener.moved(this);
    }

    void begins(String operation) {
        step = operation;
        listener.moved(this);
    }

    /**
     * A step is through.
     *
     * @param wasPaid whether it took its time; false when it was answered from the journal
     */
    void ended(String operation, boolean wasPaid) {
        step = operation + " done";
        done.incrementAndGet();
        if (wasPaid) {
            paid.incrementAndGet();
        } else if (paid.get() == 0) {
            payingSince.set(System.nanoTime());
        }
        listener.moved(this);
    }

    public int done() {
        return done.get();
    }

    /** Paid steps in all; 0 while not known. */
    public int total() {
        return total;
    }

    /** What was begun or done last. */
    public String step() {
        return step;
    }

    public int percent() {
        return total == 0 ? 0 : Math.min(100, 100 * done.get() / total);
    }

    public Duration run() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Time left if the steps to come take as long as those so far; null while that cannot be said. */
    public @Nullable Duration left() {
        int measured = paid.get();
        if (total == 0 || measured == 0) {
            return null;
        }
        long each = (System.nanoTime() - payingSince.get()) / measured;
        return Duration.ofNanos(each * Math.max(0, total - done.get()));
    }
}
