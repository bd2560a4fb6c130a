package io.serai.watch;

/**
 * A request to an upstream that is over.
 *
 * @param outcome a word of {@link Outcome}
 * @param number within its call, from 1; above 1 it is a retry
 * @param status of the answer, 0 when there was none
 */
public record AttemptRecord(
        String operation, String upstream, String model, String outcome, int number, int status, long millis) {}
