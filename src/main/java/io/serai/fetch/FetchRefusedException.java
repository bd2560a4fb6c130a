package io.serai.fetch;

import java.io.IOException;

/** A URL that must not be followed; the message says why and never quotes its query. Asking again does not help. */
public final class FetchRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public FetchRefusedException(String why) {
        super(why);
    }
}
