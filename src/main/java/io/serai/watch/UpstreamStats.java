package io.serai.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one upstream has answered. Thread-safe. */
public final class UpstreamStats {
    private static final int FAILING_FROM = 5;
    private static final Duration FORGET = Duration.ofMinutes(5);

    private final Clock clock;
    private final Durations durations = new Durations(2_000);
    private long requests;
    private long failures;
    private long retries;
    private int failedInARow;
    private @Nullable Instant lastFailure;
    private String lastOutcome = "";

    UpstreamStats(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(AttemptRecord attempt) {
        requests++;
        retries += attempt.number() > 1 ? 1 : 0;
        lastOutcome = attempt.outcome();
        durations.add(attempt.millis());
        if (attempt.outcome().equals(Outcome.OK)) {
            failedInARow = 0;
        } else {
            failures++;
            // What the caller did wrong says nothing about the upstream: it answered.
            failedInARow = Outcome.isFault(attempt.outcome()) ? failedInARow + 1 : 0;
            lastFailure = clock.instant();
        }
    }

    /** A moment's figures. */
    public record Figures(
            long requests,
            long failures,
            long retries,
            int failedInARow,
            long p95,
            String lastOutcome,
            boolean failing) {}

    public synchronized Figures figures() {
        // Without traffic there is no news: an old failure is held against nobody for ever.
        boolean recent = lastFailure != null && lastFailure.plus(FORGET).isAfter(clock.instant());
        return new Figures(
                requests,
                failures,
                retries,
                failedInARow,
                durations.percentile(0.95),
                lastOutcome,
                failedInARow >= FAILING_FROM && recent);
    }
}
