package io.serai.storage;

import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.retry.Call;
import io.serai.retry.Deadline;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a store.
 *
 * @param detail what a failure says of the call
 * @param deadline of the whole call
 * @param unfinished what earlier attempts of the call left, and later ones may go on with
 */
public record Attempt(ErrorDetail detail, Deadline deadline, Unfinished unfinished) {
    /** The only attempt of a call. */
    public Attempt(ErrorDetail detail, Deadline deadline) {
        this(detail, deadline, new Unfinished(""));
    }

    /**
     * The next attempt of a call; counts it.
     *
     * @param place name of what is asked
     */
    static Attempt next(Exchange exchange, String place) {
        Call call = Call.of(exchange);
        call.attempt();
        ErrorDetail detail = ErrorDetail.of(call.operation()).at(place, null, call.attempts());
        return new Attempt(detail, call.deadline(), Unfinished.of(exchange));
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
