package io.serai.error;

import org.jspecify.annotations.Nullable;

/** The upstream failed: a 5xx, a broken connection, or a reply that is none. */
public final class UpstreamException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public UpstreamException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public UpstreamException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, true, cause);
    }
}
