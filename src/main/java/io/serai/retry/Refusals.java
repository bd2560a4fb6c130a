package io.serai.retry;

/** Codes of failures that happen before anything is sent, by what this process knows or is told about an upstream. */
public final class Refusals {
    /** The upstream mostly fails and is left alone for a while. */
    public static final String BREAKER_OPEN = "breaker_open";

    /** The upstream's own limit of requests or tokens a minute, as configured here, is reached. */
    public static final String RATE_LIMIT = "local_rate_limit";

    /** The call waited for its next attempt when the program began to stop. */
    public static final String STOPPING = "stopping";

    private Refusals() {}
}
