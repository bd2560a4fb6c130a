package io.serai.meter;

import org.jspecify.annotations.Nullable;

/** What one call asks for and has cost so far. Used by one thread at a time, as the call is. */
public final class Bill {
    private @Nullable Order order;
    private @Nullable Usage usage;
    private @Nullable Cost cost;
    private @Nullable Long firstMillis;
    private @Nullable Answer answer;

    /** Says what the request that is about to be sent asks for; to be said before it is sent. */
    public void order(Order asked) {
        order = asked;
    }

    /** What the request that is out, or was last, asks for. */
    public @Nullable Order order() {
        return order;
    }

    /** Adds what a request has cost. */
    public void charge(Cost more, @Nullable Usage counted) {
        cost = cost == null ? more : cost.plus(more);
        if (counted != null) {
            usage = usage == null ? counted : usage.plus(counted);
        }
    }

    /** Says when the first visible part of a stream came, in milliseconds from the call's start. */
    public void firstMillis(long millis) {
        firstMillis = millis;
    }

    /** Keeps what the upstream said of the newest reply. */
    public void answer(Answer said) {
        answer = said;
    }

    /** What the upstream said of the newest reply; null when there was none, or one that says nothing of itself. */
    public @Nullable Answer answer() {
        return answer;
    }

    /** Tokens of all requests so far; null when no upstream counted any. */
    public @Nullable Usage usage() {
        return usage;
    }

    /** Cost of all requests so far; null when none was sent. */
    public @Nullable Cost cost() {
        return cost;
    }

    public @Nullable Long firstMillis() {
        return firstMillis;
    }
}
