package io.serai.retry;

import java.time.Duration;

/**
 * Waits that grow as tenacity's {@code wait_exponential(multiplier=1, min, max)} does: with 2 s and 10 s they are 2, 2,
 * 4, 8, 10, 10 ... seconds, before jitter.
 *
 * @param min shortest wait
 * @param max longest wait
 * @param jitter share added at random on top, 0.2 for up to 20 %
 */
public record Backoff(Duration min, Duration max, double jitter) {

    /**
     * The wait before the next attempt.
     *
     * @param attempts requests already made, at least 1
     * @param random from 0 (included) to 1 (excluded)
     */
    public Duration after(int attempts, double random) {
        // 2^30 s is beyond every sensible maximum and far from overflow.
        long seconds = 1L << Math.min(30, attempts - 1);
        Duration wait = Duration.ofSeconds(seconds);
        wait = wait.compareTo(min) < 0 ? min : wait;
        wait = wait.compareTo(max) > 0 ? max : wait;
        return wait.plusMillis((long) (wait.toMillis() * jitter * random));
    }
}
