package io.serai.recipe;

import io.serai.error.ServiceException;
import org.jspecify.annotations.Nullable;

/** Finds our own exception in what Camel made of it: a split wraps what its parts failed with. */
public final class KnownFailure {
    private KnownFailure() {}

    /** The outermost {@link ServiceException}; null when there is none, and the failure is a fault of Serai. */
    public static @Nullable ServiceException in(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof ServiceException)) {
            cause = cause.getCause();
        }
        return (ServiceException) cause;
    }
}
