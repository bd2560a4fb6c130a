package io.serai.error;

import org.jspecify.annotations.Nullable;

/** A budget configured here is spent; {@code detail().retryAfter()} says when it frees. */
public final class BudgetExceededException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public BudgetExceededException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public BudgetExceededException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, false, cause);
    }
}
