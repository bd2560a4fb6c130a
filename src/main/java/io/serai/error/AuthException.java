package io.serai.error;

import org.jspecify.annotations.Nullable;

/** The upstream refused our credentials or their rights (401, 403). */
public final class AuthException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public AuthException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public AuthException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, false, cause);
    }
}
