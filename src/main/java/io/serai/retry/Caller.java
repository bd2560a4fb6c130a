package io.serai.retry;

/**
 * Who waits for a call's reply, as far as a door can tell; travels as an exchange property. Absent when nobody can leave, or
 * when the reply is wanted all the same.
 */
@FunctionalInterface
public interface Caller {
    String PROPERTY = "SeraiCaller";

    /** Runs this, on another thread, when the caller leaves before the reply is complete; at once when he has left. */
    void whenGone(Runnable action);
}
