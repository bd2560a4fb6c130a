package io.serai.error;

import org.jspecify.annotations.Nullable;

/** The upstream's safety rules refused the request or its result; another wording may pass. */
public final class ContentFilteredException extends ServiceException {
    private static final long serialVersionUID = 1L;

    public ContentFilteredException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public ContentFilteredException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, false, cause);
    }
}
