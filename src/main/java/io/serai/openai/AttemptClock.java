package io.serai.openai;

import io.serai.config.ReplyLimits;
import io.serai.error.ApiTimeoutException.Phase;
import io.serai.retry.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one attempt: connection, first visible part, pauses, and all of it. When one is over the connection is
 * dropped, whatever the thread that uses it is blocked in. Thread-safe.
 */
final class AttemptClock {
    private final Call call;
    private final ReplyLimits limits;
    private final boolean streamed;
    private final ScheduledExecutorService timer;
    private final Cancellable request;
    private final long started = System.nanoTime();
    private final long whole;
    private long lastByte;
    private boolean connected;
    private boolean begun;
    private boolean ended;
    private long alarmAt;
    private @Nullable ScheduledFuture<?> alarm;
    private @Nullable Phase over;

    /**
     * Starts the clock.
     *
     * @param streamed whether the answer is shown while it arrives, so that its first byte is not yet its first token
     * @param request what to cancel
     */
    AttemptClock(Call call, ReplyLimits limits, boolean streamed, ScheduledExecutorService timer, Cancellable request) {
        this.call = call;
        this.limits = limits;
        this.streamed = streamed;
        this.timer = timer;
        this.request = request;
        Duration left = call.deadline().remaining();
        this.whole = (left.compareTo(limits.attempt()) < 0 ? left : limits.attempt()).toNanos();
        look();
    }

    synchronized void connected() {
        connected = true;
    }

    /** To be said before each read: what is due next may have come nearer. */
    void reading() {
        look();
    }

    synchronized void read(int bytes) {
        if (bytes > 0) {
            begun = true;
            lastByte = System.nanoTime();
        }
    }

    synchronized void end() {
        ended = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** Ends the attempt and its connection before the answer is complete. */
    void drop() {
        end();
        request.cancel();
    }

    /** What made an attempt end: a dropped connection fails in many ways, and whether time was the reason is known here. */
    synchronized IOException reason(IOException failure) {
        return over == null ? failure : new Expired(over, sentence(over), failure);
    }

    private synchronized void look() {
        if (ended) {
            return;
        }
        long due = due().at();
        if (alarm == null || due < alarmAt) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            alarmAt = due;
            alarm = timer.schedule(this::ring, Math.max(0, started + due - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void ring() {
        synchronized (this) {
            Due due = due();
            if (ended) {
                return;
            }
            if (System.nanoTime() - started < due.at()) {
                alarm = null;
                look();
                return;
            }
            over = due.phase();
            ended = true;
        }
        request.cancel();
    }

    /**
     * The limit that is hit next.
     *
     * @param at nanoseconds from the start
     */
    private record Due(long at, Phase phase) {
        Due or(long otherAt, Phase otherPhase) {
            return otherAt < at ? new Due(otherAt, otherPhase) : this;
        }
    }

    private Due due() {
        Due due = new Due(whole, Phase.READ);
        if (!connected) {
            due = due.or(limits.connect().toNanos(), Phase.CONNECT);
        }
        boolean shown = streamed ? call.isVisible() : begun;
        if (!shown) {
            return due.or(limits.firstToken().toNanos(), Phase.FIRST_TOKEN);
        }
        return due.or(lastByte - started + limits.idle().toNanos(), Phase.IDLE);
    }

    private String sentence(Phase phase) {
        return switch (phase) {
            case CONNECT ->
                "no connection within " + limits.connect().toMillis() + " ms ("
                        + limits.keys().connect() + "); is the upstream up?";
            case FIRST_TOKEN ->
                "no answer began within " + limits.firstToken().toMillis() + " ms ("
                        + limits.keys().firstToken() + ")";
            case IDLE ->
                "the answer stopped for " + limits.idle().toMillis() + " ms ("
                        + limits.keys().idle() + ")";
            default ->
                "no complete answer within " + limits.attempt().toMillis() + " ms ("
                        + limits.keys().attempt() + ")";
        };
    }

    /** A limit was hit; the message says which and where to change it. */
    static final class Expired extends IOException {
        private static final long serialVersionUID = 1L;

        private final Phase phase;

        Expired(Phase phase, String sentence, Exception cause) {
            super(sentence, cause);
            this.phase = phase;
        }

        Phase phase() {
            return phase;
        }
    }
}
