package io.serai.door;

import io.serai.error.UpstreamException;
import io.serai.retry.Call;
import io.serai.retry.CallListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Counts the requests of one paid step on disk before they are sent, so that a file whose work ends in a crash again and again
 * stops costing; and sends none for a claim that another node has taken over. Thread-safe.
 */
final class ClaimRequests implements CallListener {
    private volatile int before;
    private final int max;
    private final InboxGuard.Writing mark;
    private final BooleanSupplier isOurs;
    private final AtomicInteger sent = new AtomicInteger();

    /**
     * @param before requests of earlier runs that came to nothing
     * @param max requests in all, once there was a crash; without one the retry policy alone decides
     * @param mark notes one on disk
     */
    ClaimRequests(int before, int max, InboxGuard.Writing mark, BooleanSupplier isOurs) {
        this.before = before;
        this.max = max;
        this.mark = mark;
        this.isOurs = isOurs;
    }

    /** Sends as many as are wanted, for a claim that is ours; others count. */
    static ClaimRequests unlimited(BooleanSupplier isOurs) {
        return new ClaimRequests(0, Integer.MAX_VALUE, () -> {}, isOurs);
    }

    /** A part of what is asked for was made safe: the requests so far were not in vain. */
    void progress() {
        before = 0;
        sent.set(0);
    }

    @Override
    public void attempting(Call call) {
        if (!isOurs.getAsBoolean()) {
            throw new UpstreamException(
                    "another node has taken this file over, so nothing is sent for it here",
                    call.detail().because("taken_over", "file").hinted(false),
                    null);
        }
        if (before > 0 && before + sent.get() >= max) {
            throw InboxGaveUp.after(call.detail(), before + sent.get() + " requests that were lost in crashes");
        }
        try {
            mark.run();
        } catch (IOException e) {
            throw new UpstreamException(
                    "the request could not be noted on disk (" + e.getMessage() + "), so it is not sent",
                    call.detail().because("disk", "file").hinted(false),
                    e);
        }
        sent.incrementAndGet();
    }
}
