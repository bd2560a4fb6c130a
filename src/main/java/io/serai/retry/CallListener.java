package io.serai.retry;

import io.serai.error.ServiceException;
import io.serai.meter.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Hears what becomes of every call, on the call's own thread. {@link #opened} and {@link #attempting} may refuse by
 * throwing a {@link ServiceException}; the other two only report, and what they throw is logged and goes no further.
 * Registered with {@link Calls#register}, or given for the calls of one exchange in its property {@link #OF_EXCHANGE}.
 * Thread-safe: calls run at the same time.
 */
public interface CallListener {
    /** Exchange property with a listener that hears, after the others, of the calls opened on this exchange only. */
    String OF_EXCHANGE = "SeraiCallListener";

    /** The call was opened, nothing is sent yet. One {@link #closed} follows unless this throws. */
    default void opened(Call call) {}

    /** A request is about to be sent to {@link Call#target()}. One {@link #attempted} follows unless this throws. */
    default void attempting(Call call) {}

    /**
     * A request is over: it was answered, it failed, or another listener refused it before it was sent.
     *
     * @param failure null when it was answered as it should be
     * @param usage tokens as the upstream counted them, also of a reply that was refused here; null when it did not say
     */
    default void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {}

    /**
     * The call has its reply or its failure.
     *
     * @param failure null when the caller gets a reply
     */
    default void closed(Call call, @Nullable ServiceException failure) {}
}
