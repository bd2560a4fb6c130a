package io.serai.retry;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners of one call that hear of a beginning and, each exactly once, of its end: whoever was told that something began
 * is told that it ended, also when a later listener refused it. Used by one thread at a time.
 */
final class Told {
    private static final Logger LOG = LoggerFactory.getLogger(Told.class);

    private final List<CallListener> listeners;
    private int told;

    Told(List<CallListener> listeners) {
        this.listeners = listeners;
    }

    /** Lets what a listener throws through; those before it have been told. */
    void begin(Consumer<CallListener> beginning) {
        for (CallListener listener : listeners) {
            beginning.accept(listener);
            told++;
        }
    }

    void end(Consumer<CallListener> end) {
        int count = told;
        told = 0;
        for (CallListener listener : listeners.subList(0, count)) {
            try {
                end.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("{} failed; the call goes on", listener, e);
            }
        }
    }
}
