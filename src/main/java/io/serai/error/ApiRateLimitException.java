package io.serai.error;

import org.jspecify.annotations.Nullable;

/** Too many requests (429, or Kodo's 573); {@code detail().retryAfter()} says how long to wait when that is known. */
public final class ApiRateLimitException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public ApiRateLimitException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public ApiRateLimitException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, true, cause);
    }
}
