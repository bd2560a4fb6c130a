package io.serai.error;

import org.jspecify.annotations.Nullable;

/** The model's reply is not the JSON that was asked for, even after one correction; {@link #raw()} keeps it. */
public final class InvalidReplyException extends ServiceException {
    private static final long serialVersionUID = 1L;

    private final String raw;

    public InvalidReplyException(String what, ErrorDetail detail, String raw, @Nullable Throwable cause) {
        super(what, detail, false, cause);
        this.raw = raw;
    }

    /** The reply's text as the model gave it. */
    public String raw() {
        return raw;
    }
}
