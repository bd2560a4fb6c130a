package io.serai.watch;

import java.time.Duration;

/** How an upstream is treated, and what an operator can change about it. Thread-safe. */
public interface UpstreamControl {
    /** Of an upstream that has neither breaker nor limits. */
    UpstreamControl NONE = new UpstreamControl() {
        @Override
        public String breaker() {
            return "";
        }

        @Override
        public String keys() {
            return "";
        }

        @Override
        public String limits() {
            return "";
        }

        @Override
        public void resetBreaker() {
            // There is none.
        }

        @Override
        public void restKey(int number, Duration time) {
            throw new IllegalArgumentException("this upstream has no keys to choose from");
        }
    };

    /** closed, half_open or open; empty when there is no breaker. */
    String breaker();

    /** Such as {@code 2 of 3}: keys that may be used now; never a key. */
    String keys();

    /** What limits the upstream has told, or the settings set, in words. */
    String limits();

    void resetBreaker();

    /**
     * Leaves a key unused for a time.
     *
     * @param number from 1, in the order of the settings
     * @throws IllegalArgumentException when there is no such key
     */
    void restKey(int number, Duration time);
}
