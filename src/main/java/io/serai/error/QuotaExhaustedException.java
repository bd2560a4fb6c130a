package io.serai.error;

import org.jspecify.annotations.Nullable;

/** The money at the upstream is gone: a 429 that no waiting cures. */
public final class QuotaExhaustedException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public QuotaExhaustedException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public QuotaExhaustedException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, false, cause);
    }
}
