package io.serai.reuse;

import io.serai.error.ApiTimeoutException;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.meter.CacheUse;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that is under way, and those who wait for its reply instead of making the same call. When it is streamed they are
 * shown its parts as well; only who comes when much has been shown already waits for the whole. Thread-safe.
 */
final class Flight<R extends Reply> {
    /** Bytes of parts that are kept for who may yet join: as much as some hundred tokens take. */
    private static final int MAX_KEPT = 64 * 1024;

    private @Nullable List<Passenger<R>> waiting = new ArrayList<>();
    private @Nullable List<Part> parts = new ArrayList<>();
    private int kept;
    private final List<Passenger<R>> following = new ArrayList<>();
    private int aboard;
    private @Nullable Runnable giveUp;

    /**
     * One part of a streamed reply.
     *
     * @param receipt of the call that pays, as far as it goes
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Part(byte[] json, boolean usage, Receipt receipt) {}

    /** Who waits. Neither method may block. */
    interface Passenger<R extends Reply> {
        void show(Part part);

        void land(Landing<R> landing);
    }

    /**
     * How a flight ended: with a reply, with a failure that all share, or with neither, and then the next one flies.
     *
     * @param use what those who waited say of the reply
     */
    record Landing<R extends Reply>(
            @Nullable Kept<R> kept, CacheUse use, @Nullable ServiceException failure) {

        static <R extends Reply> Landing<R> with(Kept<R> kept, CacheUse use) {
            return new Landing<>(kept, use, null);
        }

        /**
         * Failures of ours are shared, as long as they are about the call. That the caller has gone or had no time left is
         * his own affair and must not end the others' calls.
         */
        static <R extends Reply> Landing<R> failed(@Nullable Exception failure) {
            boolean own = !(failure instanceof ServiceException ours)
                    || ours.detail().status() == InvalidRequestException.CALLER_LEFT
                    || (failure instanceof ApiTimeoutException timeout
                            && timeout.phase() == ApiTimeoutException.Phase.TOTAL);
            return new Landing<>(null, CacheUse.SHARED, own ? null : (ServiceException) failure);
        }
    }

    /** Whether this one now waits, and is shown what has come; false when the flight has landed already. */
    synchronized boolean join(Passenger<R> passenger) {
        if (waiting == null) {
            return false;
        }
        waiting.add(passenger);
        aboard++;
        if (parts != null) {
            parts.forEach(passenger::show);
            following.add(passenger);
        }
        return true;
    }

    /** Shows a part to all who follow. */
    synchronized void show(Part part) {
        if (parts != null) {
            parts.add(part);
            kept += part.json().length;
            if (kept > MAX_KEPT) {
                parts = null;
            }
        }
        following.forEach(passenger -> passenger.show(part));
    }

    /** Whether all who waited have left. If so the call will not be finished: who joins now must not see its beginning. */
    synchronized boolean isDeserted() {
        if (aboard > 0) {
            return false;
        }
        parts = null;
        return true;
    }

    /** The one who pays has left: the call is given up as soon as nobody waits for it. */
    void leadLeft(Runnable how) {
        synchronized (this) {
            if (!isDeserted()) {
                giveUp = how;
                return;
            }
        }
        how.run();
    }

    /** A passenger has left. */
    void left() {
        Runnable how;
        synchronized (this) {
            aboard--;
            if (giveUp == null || waiting == null || !isDeserted()) {
                return;
            }
            how = giveUp;
            giveUp = null;
        }
        how.run();
    }

    void land(Landing<R> landing) {
        List<Passenger<R>> all;
        synchronized (this) {
            all = waiting == null ? List.of() : waiting;
            waiting = null;
            parts = null;
            following.clear();
        }
        all.forEach(passenger -> passenger.land(landing));
    }
}
