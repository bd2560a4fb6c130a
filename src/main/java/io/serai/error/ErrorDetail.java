package io.serai.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a failure, for programs; the exception's message is for people.
 *
 * @param operation the operation that failed, such as {@code llm-chat}
 * @param upstream name of the configured upstream, or null when no upstream was asked
 * @param model the model that was asked
 * @param status HTTP status of the upstream's answer, 0 when there was none
 * @param requestId the upstream's own id for the request, to quote to its support
 * @param attempts requests sent upstream, 0 when the call was refused before
 * @param retryAfter how long the upstream, or a limit of ours, asks to wait
 * @param param the request field at fault
 * @param code machine-readable reason, such as {@code context_length_exceeded}
 * @param retryHint the upstream's {@code x-should-retry}, when it sent one
 */
public record ErrorDetail(
        String operation,
        @Nullable String upstream,
        @Nullable String model,
        int status,
        @Nullable String requestId,
        int attempts,
        @Nullable Duration retryAfter,
        @Nullable String param,
        @Nullable String code,
        @Nullable Boolean retryHint) {

    /** A failure that happened before any upstream was asked. */
    public static ErrorDetail of(String operation) {
        return new ErrorDetail(operation, null, null, 0, null, 0, null, null, null, null);
    }

    public ErrorDetail at(@Nullable String upstream, @Nullable String model, int attempts) {
        return new ErrorDetail(
                operation, upstream, model, status, requestId, attempts, retryAfter, param, code, retryHint);
    }

    public ErrorDetail answered(int status, @Nullable String requestId, @Nullable Duration retryAfter) {
        return new ErrorDetail(
                operation, upstream, model, status, requestId, attempts, retryAfter, param, code, retryHint);
    }

    public ErrorDetail because(@Nullable String code, @Nullable String param) {
        return new ErrorDetail(
                operation, upstream, model, status, requestId, attempts, retryAfter, param, code, retryHint);
    }

    public ErrorDetail hinted(@Nullable Boolean retryHint) {
        return new ErrorDetail(
                operation, upstream, model, status, requestId, attempts, retryAfter, param, code, retryHint);
    }
}
