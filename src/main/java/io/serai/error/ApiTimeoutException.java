package io.serai.error;

import org.jspecify.annotations.Nullable;

/** Time ran out: at the upstream (408, 504) or by one of our own limits, which {@link #phase()} names. */
public final class ApiTimeoutException extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** What was being waited for. */
    public enum Phase {
        /** The connection, TLS included: the upstream never saw the request. */
        CONNECT,
        /** The answer: the upstream may have done, and billed, the work. */
        READ,
        /** The first visible part of the answer. */
        FIRST_TOKEN,
        /** More of an answer that had begun. */
        IDLE,
        /** The whole call with its retries. */
        TOTAL,
        /** The upstream itself reported the timeout. */
        UPSTREAM
    }

    private final Phase phase;

    public ApiTimeoutException(String what, ErrorDetail detail, Phase phase, @Nullable Throwable cause) {
        // A spent deadline is spent for the next attempt as well.
        super(what, detail, phase != Phase.TOTAL, cause);
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }
}
