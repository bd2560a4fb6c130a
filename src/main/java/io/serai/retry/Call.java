package io.serai.retry;

import io.serai.config.Detour;
import io.serai.config.Target;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.meter.Bill;
import io.serai.meter.CacheUse;
import io.serai.meter.Cost;
import io.serai.meter.Receipt;
import io.serai.meter.Usage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** Exchange property in which a door says who calls, once it has checked that. */
    public static final String TENANT = "SeraiTenant";

    /** Exchange property in which whoever calls says what for: costs are summed, and may be limited, by it. */
    public static final String TAG = "SeraiTag";

    private static final String PROPERTY = "SeraiCall";

    private final String id = UUID.randomUUID().toString();
    private final String operation;
    private final String tenant;
    private final String tag;
    private final String asked;
    private final Map<Detour, List<Target>> detours;
    private final Deadline deadline;
    private final long started = System.nanoTime();
    private final Told ofCall;
    private final Told ofAttempt;
    private List<Target> chain;
    private int next;
    private int attempts;
    private int failures;
    private boolean anotherKey;
    private @Nullable ApiKey key;
    private long expectedTokens;
    private long attemptStarted;
    private @Nullable Duration turnIn;
    private @Nullable String turnAt;
    private final Bill bill = new Bill();
    private @Nullable Usage usage;
    private boolean guessed;
    private Map<String, String> rateLimits = Map.of();
    private volatile boolean visible;
    private boolean abandoned;
    private Runnable dropper = () -> {};
    private @Nullable CacheUse cache;
    private @Nullable Receipt original;

    private Call(
            String operation,
            String tenant,
            String tag,
            String asked,
            List<Target> chain,
            Map<Detour, List<Target>> detours,
            Deadline deadline,
            List<CallListener> listeners) {
        this.operation = operation;
        this.tenant = tenant;
        this.tag = tag;
        this.asked = asked;
        this.chain = List.copyOf(chain);
        this.detours = new EnumMap<>(Detour.class);
        this.detours.putAll(detours);
        this.deadline = deadline;
        this.ofCall = new Told(listeners);
        this.ofAttempt = new Told(listeners);
    }

    /** Opens the call of this exchange; it is closed when the route of its operation is done with the exchange. */
    static Call open(
            Exchange exchange,
            String operation,
            String asked,
            List<Target> chain,
            Map<Detour, List<Target>> detours,
            Deadline deadline,
            List<CallListener> listeners) {
        String tenant = exchange.getProperty(TENANT, "", String.class);
        String tag = exchange.getProperty(TAG, "", String.class);
        Call call = new Call(operation, tenant, tag, asked, chain, detours, deadline, listeners);
        exchange.setProperty(PROPERTY, call);
        exchange.getExchangeExtension().addOnCompletion(new CallEnd(call));
        call.aim(exchange);
        call.ofCall.begin(listener -> listener.opened(call));
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

    /** The caller's name as the door knows it; empty when the door tells callers not apart. */
    public String tenant() {
        return tenant;
    }

    /** What the call is for, as the caller or its key says; empty when nobody does. */
    public String tag() {
        return tag;
    }

    /** The model as the caller named it, perhaps an alias; empty for a call that goes to a backend. */
    public String asked() {
        return asked;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** What the call asks for and has cost so far. */
    public Bill bill() {
        return bill;
    }

    /** Whether the call goes to an upstream, not to a backend such as storage. */
    public boolean hasTarget() {
        return !chain.isEmpty();
    }

    /** Where the call may go, in the order to try; empty when it goes to a backend. */
    public List<Target> chain() {
        return chain;
    }

    /** Notes for the receipts to come what the cache had to do with this call. */
    public void cache(CacheUse use) {
        cache = use;
    }

    /** What the cache had to do with this call, as far as is known; null where there is none. */
    public @Nullable CacheUse cache() {
        return cache;
    }

    /** The receipt of the call that paid for the reply, when this one got it from the cache. */
    public @Nullable Receipt original() {
        return original;
    }

    /** The model and upstream to ask now. */
    public Target target() {
        return chain.get(next);
    }

    /** Requests sent so far, at all targets. */
    public int attempts() {
        return attempts;
    }

    /**
     * To be said just before a request is sent.
     *
     * @throws ServiceException when a listener refuses it; it must not be sent then
     */
    public void attempt() {
        attempt(0);
    }

    /**
     * To be said just before a request is sent.
     *
     * @param tokens how many the request may cost, prompt and reply, as far as can be told beforehand
     * @throws ServiceException when a listener refuses it; it must not be sent then
     */
    public void attempt(long tokens) {
        // What was sent before and not reported as failed was answered.
        answered();
        anotherKey = false;
        key = null;
        guessed = false;
        rateLimits = Map.of();
        expectedTokens = tokens;
        attemptStarted = System.nanoTime();
        try {
            ofAttempt.begin(listener -> listener.attempting(this));
        } catch (ServiceException refusal) {
            failed(refusal);
            throw refusal;
        }
        attempts++;
    }

    /** How long ago the request that is out, or was last, was sent. */
    public Duration sinceAttempt() {
        return Duration.ofNanos(System.nanoTime() - attemptStarted);
    }

    /** Tokens that the request that is out may cost. */
    public long expectedTokens() {
        return expectedTokens;
    }

    /** Whether the request that is out is the first of this step at this target. */
    public boolean isFirstHere() {
        return failures == 0;
    }

    /** Whether the attempt about to be made has waited, after a failure or for its turn. */
    boolean hasWaited() {
        return failures > 0 || turnAt != null;
    }

    /** The key that the request that is out is sent with; null when the upstream takes none. */
    public @Nullable ApiKey key() {
        return key;
    }

    /** Chooses the key for the request that is about to be sent. */
    public void key(@Nullable ApiKey chosen) {
        key = chosen;
    }

    /** Says, before refusing an attempt, that its turn at this upstream comes after a wait: then it is made, and counts no failure. */
    public void turn(String upstream, Duration in) {
        turnAt = upstream;
        turnIn = in;
    }

    /** Whether this attempt has waited for its turn at the upstream; asked once. */
    public boolean takeTurn(String upstream) {
        boolean taken = upstream.equals(turnAt);
        turnAt = null;
        return taken;
    }

    /** How long the refused attempt has to wait for its turn; null when it was not refused for that. */
    @Nullable
    Duration waitForTurn() {
        Duration wait = turnIn;
        turnIn = null;
        return wait;
    }

    /** Keeps the tokens that the upstream counted for the request that is out. */
    public void used(@Nullable Usage counted) {
        usage = counted;
        guessed = false;
    }

    /** Keeps what the request that is out has used as far as can be told, when its upstream will not say any more. */
    public void guessed(Usage estimate) {
        usage = estimate;
        guessed = true;
    }

    /** Keeps what the upstream says of its limits, {@code x-ratelimit-*}, in its answer to the request that is out. */
    public void rateLimits(Map<String, String> headers) {
        rateLimits = Map.copyOf(headers);
    }

    /** What the upstream that answered last said of its limits; empty when it said nothing, or was not asked. */
    public Map<String, String> rateLimits() {
        return rateLimits;
    }

    /** Whether the tokens of the request that is out, or was last, are a guess of ours. */
    public boolean isGuessed() {
        return guessed;
    }

    /** To be said when the request that is out has its whole, good reply. */
    public void answered() {
        end(null);
    }

    /** To be said when the request that is out has failed. */
    void failed(ServiceException failure) {
        end(failure);
    }

    private void end(@Nullable ServiceException failure) {
        Usage counted = usage;
        usage = null;
        ofAttempt.end(listener -> listener.attempted(this, failure, counted));
    }

    /** To be said once the caller's reply or failure is known. */
    void close(@Nullable Exception failure) {
        ServiceException reason = failure == null ? null : asOurs(failure);
        end(reason);
        ofCall.end(listener -> listener.closed(this, reason));
    }

    private ServiceException asOurs(Exception failure) {
        return failure instanceof ServiceException ours
                ? ours
                : new UpstreamException("the call failed inside Serai", detail().hinted(false), failure);
    }

    /** Says that the failed attempt's key was the matter and the upstream has another: the next attempt need not wait. */
    public void offerAnotherKey() {
        anotherKey = true;
    }

    boolean hasAnotherKey() {
        return anotherKey;
    }

    /** Says that the caller has seen a part of the answer: from here on nothing is sent a second time. */
    public void showed() {
        if (!visible) {
            bill.firstMillis(millis());
        }
        visible = true;
    }

    /** Whether the caller has seen a part of the answer. */
    public boolean isVisible() {
        return visible;
    }

    /** To be said when the caller has left: the request that is out is dropped, and none is sent again. */
    public void abandon() {
        Runnable drop;
        synchronized (this) {
            abandoned = true;
            visible = true;
            drop = dropper;
        }
        drop.run();
    }

    public synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** What becomes of a call whose caller has left. */
    public InvalidRequestException left() {
        return new InvalidRequestException(
                "the caller left before the answer was complete",
                detail().answered(InvalidRequestException.CALLER_LEFT, null, null)
                        .because("client_closed_request", null)
                        .hinted(false));
    }

    /** Says how the request that is out can be dropped, by any thread. */
    public void droppedBy(Runnable action) {
        boolean late;
        synchronized (this) {
            dropper = action;
            late = abandoned;
        }
        if (late) {
            action.run();
        }
    }

    /** Starts a new paid step: its attempts count anew, at the target that served the step before. */
    public void nextStep(Exchange exchange) {
        failures = 0;
        aim(exchange);
    }

    /** Counts a failed attempt of this step at this target and returns how many there are. */
    int countFailure() {
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

    /** Goes on along the chain that is configured for such a failure; false when there is none, or it was taken before. */
    boolean takeDetour(Exchange exchange, Detour detour) {
        List<Target> other = detours.remove(detour);
        if (other == null || other.isEmpty()) {
            return false;
        }
        chain = List.copyOf(other);
        next = 0;
        failures = 0;
        aim(exchange);
        return true;
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

    /** What this call did, served by its current target; the request that is out counts as answered. */
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
    public Receipt reused(Receipt paid, CacheUse use, long age) {
        cache = use;
        original = paid;
        return new Receipt(
                id,
                operation,
                paid.upstream(),
                paid.model(),
                attempts,
                millis(),
                paid.sandbox(),
                paid.usage(),
                use,
                age,
                Cost.FREE,
                paid.cost());
    }

    /** What is known while the answer still comes; what it costs is not. The request that is out stays out. */
    public Receipt receiptSoFar() {
        Target at = target();
        Receipt paid = original;
        return new Receipt(
                id,
                operation,
                paid == null ? at.upstream().name() : paid.upstream(),
                paid == null ? at.model() : paid.model(),
                attempts,
                millis(),
                paid == null ? at.upstream().sandbox() : paid.sandbox(),
                null,
                cache,
                null,
                null,
                null);
    }

    private Receipt receipt(@Nullable String upstream, @Nullable String model, boolean sandbox, @Nullable Usage usage) {
        // Listeners price the request when they hear that it was answered.
        answered();
        return new Receipt(
                id, operation, upstream, model, attempts, millis(), sandbox, usage, cache, null, bill.cost(), null);
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }
}
