package io.serai.storage;

import io.serai.retry.Call;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Work that an attempt could not finish, such as a large upload some of whose parts are stored: the call's next attempt
 * goes on with it, and when the call ends it is taken back. Used by one thread at a time, as a call is.
 */
public final class Unfinished implements AutoCloseable {
    private static final String PROPERTY = "SeraiUnfinished";

    private final String callId;
    private @Nullable AutoCloseable work;

    Unfinished(String callId) {
        this.callId = callId;
    }

    /** That of the exchange's call; closed when the exchange is done, or goes on to another call. */
    static Unfinished of(Exchange exchange) {
        String callId = Call.of(exchange).id();
        Unfinished found = exchange.getProperty(PROPERTY, Unfinished.class);
        if (found != null && found.callId.equals(callId)) {
            return found;
        }
        if (found != null) {
            found.close();
        }
        Unfinished made = new Unfinished(callId);
        exchange.setProperty(PROPERTY, made);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                made.close();
            }
        });
        return made;
    }

    /** What an earlier attempt kept; null when it kept nothing of this type. */
    public <T extends AutoCloseable> @Nullable T find(Class<T> type) {
        return type.isInstance(work) ? type.cast(work) : null;
    }

    /** Keeps work for the next attempt; closing it takes it back. */
    public void keep(AutoCloseable begun) {
        work = begun;
    }

    /** Says that there is nothing to take back any more. */
    public void finished() {
        work = null;
    }

    /** Takes back what was not finished. */
    @Override
    public void close() {
        AutoCloseable left = work;
        work = null;
        if (left != null) {
            try {
                left.close();
            } catch (Exception e) {
                throw new IllegalStateException("unfinished work could not be taken back", e);
            }
        }
    }
}
