package io.serai.watch;

import java.time.Duration;
import java.util.List;

/** How an upstream is treated, and what an operator can change about it. Thread-safe. */
public interface UpstreamControl {
    /** closed, open, half_open or forced_open (tripped by hand); empty when there is no breaker. */
    String breaker();

    /** Per cent of attempts that failed; -1 when there are too few to tell. */
    float failureRate();

    /** Per cent of attempts that were slow; -1 when there are too few to tell. */
    float slowRate();

    /** Retries that could be made now; -1 when they are not counted. */
    double retriesLeft();

    /** Such as {@code 2 of 3}: keys that may be used now; never a key. */
    String keys();

    /** One line a key, by fingerprint, with what it rests for. */
    List<String> keyStates();

    /** The limits that the settings set, in words; empty when there are none. */
    String limits();

    /** Leaves the upstream alone until the breaker is reset. */
    void tripBreaker();

    void resetBreaker();

    /**
     * Leaves a key unused for a time.
     *
     * @param number from 1, in the order of the settings
     * @throws IllegalArgumentException when there is no such key
     */
    void restKey(int number, Duration time);

    /** Uses all keys again at once. */
    void wakeKeys();
}
