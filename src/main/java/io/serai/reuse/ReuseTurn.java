package io.serai.reuse;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.meter.CacheUse;
import io.serai.meter.Reply;
import io.serai.retry.Call;
import io.serai.retry.Caller;
import io.serai.retry.ChunkSink;
import io.serai.reuse.Flight.Landing;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One call that may be answered by a kept reply, by one that is being made, or by the paid steps. Holds no thread while it waits. */
final class ReuseTurn<R extends Reply> {
    private final ReuseStep<R> step;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Call call;
    private final CacheControl control;
    private final String key;
    /** Whether we are still in the call that Camel made to us; what is done later must say so. */
    private boolean sync = true;

    private boolean done;

    ReuseTurn(
            ReuseStep<R> step, Exchange exchange, AsyncCallback callback, Call call, CacheControl control, String key) {
        this.step = step;
        this.exchange = exchange;
        this.callback = callback;
        this.call = call;
        this.control = control;
        this.key = key;
    }

    /** As {@link org.apache.camel.AsyncProcessor#process}: true when it is all done. */
    boolean arrive() {
        while (true) {
            Kept<R> kept = step.remembered(key);
            if (kept != null && control.takes(kept)) {
                return answer(kept, CacheUse.HIT);
            }
            Flight<R> mine = new Flight<>();
            Flight<R> theirs = step.flights().putIfAbsent(key, mine);
            if (theirs == null) {
                return lead(mine);
            }
            if (wait(theirs)) {
                return false;
            }
            // It has landed in this very moment: look again.
        }
    }

    /** Asks for a new reply whatever there is, and keeps it. */
    boolean renew() {
        call.cache(CacheUse.BYPASS);
        return pay(null, null);
    }

    private boolean lead(Flight<R> mine) {
        // Another may have landed between our look and our flight.
        Kept<R> kept = step.remembered(key);
        if (kept != null && control.takes(kept)) {
            land(mine, Landing.with(kept, CacheUse.HIT));
            return answer(kept, CacheUse.HIT);
        }
        call.cache(CacheUse.MISS);
        SharedReplies<R> shared = step.shared();
        if (shared == null || !shared.usable()) {
            return pay(mine, null);
        }
        shared.find(key, control::takes, call.deadline())
                .whenComplete((found, failure) -> later(() -> {
                    Kept<R> theirs = found == null ? null : found.kept();
                    if (theirs == null) {
                        pay(mine, found == null ? null : found.lease());
                    } else {
                        step.remember(key, theirs);
                        land(mine, Landing.with(theirs, found.use()));
                        answer(theirs, found.use());
                    }
                }));
        return false;
    }

    private boolean pay(@Nullable Flight<R> flight, @Nullable Lease lease) {
        boolean direct = sync;
        Object sink = exchange.getProperty(ChunkSink.PROPERTY);
        Object caller = exchange.getProperty(Caller.PROPERTY);
        if (flight != null) {
            share(flight);
        }
        return step.paid().process(exchange, doneSync -> {
            try {
                exchange.setProperty(ChunkSink.PROPERTY, sink);
                exchange.setProperty(Caller.PROPERTY, caller);
                paid(flight, lease);
            } finally {
                done = true;
                callback.done(direct && doneSync);
            }
        });
    }

    /** Lets all who wait see the parts of a stream, and lets the call go on while one of them is there. */
    private void share(Flight<R> flight) {
        ChunkSink sink = exchange.getProperty(ChunkSink.PROPERTY, ChunkSink.class);
        Caller caller = exchange.getProperty(Caller.PROPERTY, Caller.class);
        if (sink != null) {
            exchange.setProperty(ChunkSink.PROPERTY, new LeadSink(sink, call, flight));
        }
        if (caller != null) {
            exchange.setProperty(Caller.PROPERTY, (Caller) action -> caller.whenGone(() -> flight.leadLeft(action)));
        }
    }

    private void paid(@Nullable Flight<R> flight, @Nullable Lease lease) {
        Object body = exchange.getMessage().getBody();
        Kept<R> kept = null;
        Landing<R> landing = Landing.failed(exchange.getException());
        try {
            if (exchange.getException() == null && step.kind().type().isInstance(body)) {
                Kept<R> made = Kept.now(step.kind().cast(body));
                landing = Landing.with(made, CacheUse.SHARED);
                if (step.kind().whole().test(made.reply())) {
                    step.remember(key, made);
                    kept = made;
                }
            }
        } finally {
            if (flight != null) {
                land(flight, landing);
            }
            try {
                if (kept != null) {
                    step.share(key, kept);
                }
            } finally {
                if (lease != null) {
                    lease.release();
                }
            }
        }
    }

    private void land(Flight<R> flight, Landing<R> landing) {
        step.flights().remove(key, flight);
        flight.land(landing);
    }

    /** Whether we now wait for this flight, at most until our own deadline, and are shown what it has of a stream. */
    private boolean wait(Flight<R> flight) {
        ChunkSink sink = exchange.getProperty(ChunkSink.PROPERTY, ChunkSink.class);
        Follower follower = new Follower(call, sink, this::later);
        Future<?> alarm = step.timer()
                .schedule(
                        () -> follower.end(this::timeOut, true),
                        call.deadline().remaining().toMillis(),
                        TimeUnit.MILLISECONDS);
        boolean waits = flight.join(new Flight.Passenger<>() {
            @Override
            public void show(Flight.Part part) {
                follower.show(part);
            }

            @Override
            public void land(Landing<R> landing) {
                alarm.cancel(false);
                follower.end(() -> take(landing, follower), false);
            }
        });
        if (!waits) {
            alarm.cancel(false);
        } else {
            Caller caller = sink != null ? sink : exchange.getProperty(Caller.PROPERTY, Caller.class);
            if (caller != null) {
                caller.whenGone(flight::left);
            }
        }
        return waits;
    }

    private void take(Landing<R> landing, Follower follower) {
        Kept<R> kept = landing.kept();
        boolean begun = follower.hasShown();
        if (landing.failure() != null) {
            fail(landing.failure());
        } else if (kept != null && (begun || control.takes(kept))) {
            answer(kept, landing.use());
        } else if (begun) {
            fail(new UpstreamException(
                    "the answer that was shared with another call ended early",
                    call.detail().hinted(false),
                    null));
        } else {
            arrive();
        }
    }

    private void timeOut() {
        fail(new ApiTimeoutException(
                call.deadline().over() + "; the same call of somebody else is under way",
                call.detail(),
                ApiTimeoutException.Phase.TOTAL,
                null));
    }

    private boolean answer(Kept<R> kept, CacheUse use) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage()
                .setBody(step.kind()
                        .with()
                        .apply(
                                kept.reply(),
                                call.reused(kept.reply().receipt(), use, use == CacheUse.SHARED ? 0 : kept.age())));
        done = true;
        callback.done(sync);
        return sync;
    }

    /** The retries of a shared failure are spent: whoever waited does not begin them anew. */
    private void fail(ServiceException failure) {
        exchange.setException(failure);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
        done = true;
        callback.done(sync);
    }

    /** Goes on elsewhere: not on a thread of the store, the timer or the call that has just landed. */
    private void later(Runnable work) {
        step.workers().execute(() -> {
            sync = false;
            try {
                work.run();
            } catch (RuntimeException e) {
                if (done) {
                    throw e;
                }
                exchange.setException(e);
                callback.done(false);
            }
        });
    }
}
