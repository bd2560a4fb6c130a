package io.serai.door;

import io.serai.error.ErrorDetail;
import io.serai.error.UpstreamException;

/** The end of files whose work ended in a crash again and again. */
final class InboxGaveUp {
    /** The code in {@code NAME.error.json}. */
    static final String CODE = "gave_up";

    private InboxGaveUp() {}

    static UpstreamException after(ErrorDetail detail, String what) {
        return new UpstreamException(
                "Serai ended abruptly while it worked on this file; it is given up after " + what,
                detail.because(CODE, "file").hinted(false),
                null);
    }
}
