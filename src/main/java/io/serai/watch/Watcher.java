package io.serai.watch;

/** Hears of calls and requests that are over, on the call's own thread: quick and thread-safe. */
public interface Watcher {
    default void over(CallRecord call) {}

    default void over(AttemptRecord attempt) {}
}
