package io.serai.storage;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.retry.Call;
import io.serai.retry.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a store.
 *
 * @param detail what a failure says of the call
 * @param deadline of the whole call
 */
public record Attempt(ErrorDetail detail, Deadline deadline) {

    /** The next attempt of a call; counts it. */
    static Attempt next(Call call, ObjectStore store) {
        call.attempt();
        return new Attempt(ErrorDetail.of(call.operation()).at(store.name(), null, call.attempts()), call.deadline());
    }

    public String operation() {
        return detail.operation();
    }

    /**
     * How long this attempt may take.
     *
     * @throws ApiTimeoutException when no time is left
     */
    public Duration remaining() {
        if (deadline.passed()) {
            throw over(null);
        }
        return deadline.remaining();
    }

    /** What is said when the call's time is over. */
    public ApiTimeoutException over(@Nullable Throwable cause) {
        return new ApiTimeoutException(deadline.over(), detail, ApiTimeoutException.Phase.TOTAL, cause);
    }
}
