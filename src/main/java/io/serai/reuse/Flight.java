package io.serai.reuse;

import io.serai.error.ApiTimeoutException;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.meter.CacheUse;
import io.serai.meter.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call that is under way, and those who wait for its reply instead of making the same call. Thread-safe. */
final class Flight<R extends Reply> {
    private @Nullable List<Consumer<Landing<R>>> waiting = new ArrayList<>();

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

    /** Whether this one now waits; false when the flight has landed already. */
    synchronized boolean join(Consumer<Landing<R>> passenger) {
        if (waiting == null) {
            return false;
        }
        waiting.add(passenger);
        return true;
    }

    void land(Landing<R> landing) {
        List<Consumer<Landing<R>>> all;
        synchronized (this) {
            all = waiting == null ? List.of() : waiting;
            waiting = null;
        }
        all.forEach(passenger -> passenger.accept(landing));
    }
}
