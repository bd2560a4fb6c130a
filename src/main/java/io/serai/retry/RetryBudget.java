package io.serai.retry;

/**
 * Keeps a full outage from tripling the load, as AWS's standard mode does: a retry takes a token, and tokens come from calls
 * (a tenth each) and from answers (one each). At failures alone there are fewer requests than 1.1 times the calls plus the
 * reserve. Thread-safe.
 */
public final class RetryBudget {
    /** In tenths of a retry. */
    private final long reserve;

    private long left;

    /**
     * @param reserve retries that are there from the start, and at most
     */
    public RetryBudget(int reserve) {
        this.reserve = reserve * 10L;
        this.left = this.reserve;
    }

    /** Notes a first attempt of a call. */
    public synchronized void called() {
        left = Math.min(reserve, left + 1);
    }

    /** Notes an attempt that was answered. */
    public synchronized void answered() {
        left = Math.min(reserve, left + 10);
    }

    /** Takes what a retry costs, when it is there. */
    synchronized boolean tryRetry() {
        if (left < 10) {
            return false;
        }
        left -= 10;
        return true;
    }

    /** Retries that could be made now. */
    public synchronized double left() {
        return left / 10.0;
    }
}
