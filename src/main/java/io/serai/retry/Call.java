package io.serai.retry;

import io.serai.config.Target;
import io.serai.error.ErrorDetail;
import io.serai.meter.CacheUse;
import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, from the door to its reply: where it goes, how long it may take, what was sent. Travels as an
 * exchange property. Used by one thread at a time: a call's steps follow one another.
 */
public final class Call {
    /** Exchange property that holds the name of the upstream to ask now; vendor routes are found by it. */
    public static final String UPSTREAM = "SeraiUpstream";

    private static final String PROPERTY = "SeraiCall";

    private final String id = UUID.randomUUID().toString();
    private final String operation;
    private final List<Target> chain;
    private final Deadline deadline;
    private final long started = System.nanoTime();
    private int next;
    private int attempts;
    private int failures;
    private boolean anotherKey;
    private @Nullable CacheUse cache;

    private Call(String operation, List<Target> chain, Deadline deadline) {
        this.operation = operation;
        this.chain = List.copyOf(chain);
        this.deadline = deadline;
    }

    /** Opens the call of this exchange. */
    public static Call open(Exchange exchange, String operation, List<Target> chain, Duration total) {
        Call call = new Call(operation, chain, Deadline.in(total));
        exchange.setProperty(PROPERTY, call);
        call.aim(exchange);
        return call;
    }

    /** The call of this exchange; a route that asks was reached through a service route. */
    public static Call of(Exchange exchange) {
        return find(exchange)
                .orElseThrow(() -> new IllegalStateException(
                        "no call is open: vendor routes are reached through direct:<operation>"));
    }

    /** The call that was opened last on this exchange, if any. */
    public static Optional<Call> find(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Call.class));
    }

    public String id() {
        return id;
    }

    public String operation() {
        return operation;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** Where the call may go, in the order to try; empty when it goes to a backend. */
    public List<Target> chain() {
        return chain;
    }

    /** Notes for the receipts to come what the cache had to do with this call. */
    public void cache(CacheUse use) {
        cache = use;
    }

    /** The model and upstream to ask now. */
    public Target target() {
        return chain.get(next);
    }

    /** Requests sent so far, at all targets. */
    public int attempts() {
        return attempts;
    }

    /** To be said just before a request is sent. */
    public void attempt() {
        attempts++;
        anotherKey = false;
    }

    /** Says that the failed attempt's key was the matter and the upstream has another: the next attempt need not wait. */
    public void offerAnotherKey() {
        anotherKey = true;
    }

    boolean hasAnotherKey() {
        return anotherKey;
    }

    /** Starts a new paid step: its attempts count anew, at the target that served the step before. */
    public void nextStep(Exchange exchange) {
        failures = 0;
        aim(exchange);
    }

    /** Counts a failed attempt of this step at this target and returns how many there are. */
    int failed() {
        return ++failures;
    }

    boolean hasAnotherTarget() {
        return next + 1 < chain.size();
    }

    void moveOn(Exchange exchange) {
        next++;
        failures = 0;
        aim(exchange);
    }

    private void aim(Exchange exchange) {
        if (!chain.isEmpty()) {
            exchange.setProperty(UPSTREAM, target().upstream().name());
        }
    }

    /** " at upstream/model" for messages; nothing for a call that goes to a backend. */
    String place() {
        return chain.isEmpty() ? "" : " at " + target();
    }

    /** The facts of a failure of this call now. */
    public ErrorDetail detail() {
        ErrorDetail detail = ErrorDetail.of(operation);
        return chain.isEmpty() ? detail : detail.at(target().upstream().name(), target().model(), attempts);
    }

    /** What this call did, served by its current target. */
    public Receipt receipt(@Nullable Usage usage) {
        return chain.isEmpty()
                ? receipt(null, null, false, usage)
                : receipt(
                        target().upstream().name(),
                        target().model(),
                        target().upstream().sandbox(),
                        usage);
    }

    /** What this call did, served by a backend that is no upstream, such as a storage folder. */
    public Receipt servedBy(String backend) {
        return receipt(backend, null, false, null);
    }

    /** This call was answered with what another had paid for. */
    public Receipt reused(Receipt original, CacheUse use, long age) {
        return new Receipt(
                id,
                operation,
                original.upstream(),
                original.model(),
                attempts,
                millis(),
                original.sandbox(),
                original.usage(),
                use,
                age);
    }

    private Receipt receipt(@Nullable String upstream, @Nullable String model, boolean sandbox, @Nullable Usage usage) {
        return new Receipt(id, operation, upstream, model, attempts, millis(), sandbox, usage, cache, null);
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }
}
