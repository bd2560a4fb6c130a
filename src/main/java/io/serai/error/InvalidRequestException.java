package io.serai.error;

import org.jspecify.annotations.Nullable;

/** The request cannot work as it is (400, 404, 413, 422); {@code detail().param()} names the field to mend. */
public final class InvalidRequestException extends ServiceException {
    /** The status of a call that nobody waits for any more, as nginx has it. */
    public static final int CALLER_LEFT = 499;

    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String what, ErrorDetail detail) {
        this(what, detail, null);
    }

    public InvalidRequestException(String what, ErrorDetail detail, @Nullable Throwable cause) {
        super(what, detail, false, cause);
    }

    /** A field refused before anything was sent: "prompt: is empty; give at least 1 character". */
    public static InvalidRequestException field(String operation, String param, String problemAndRemedy) {
        return new InvalidRequestException(
                param + ": " + problemAndRemedy, ErrorDetail.of(operation).because("invalid_value", param));
    }

    /** Something that is not there: a key, a model, a path. Rendered as 404. */
    public static InvalidRequestException notFound(String operation, String param, String problemAndRemedy) {
        return new InvalidRequestException(
                param + ": " + problemAndRemedy,
                ErrorDetail.of(operation).answered(404, null, null).because("not_found", param));
    }

    /** More than a limit of ours allows. Rendered as 413. */
    public static InvalidRequestException tooLarge(String operation, String param, String problemAndRemedy) {
        return new InvalidRequestException(
                param + ": " + problemAndRemedy,
                ErrorDetail.of(operation).answered(413, null, null).because("too_large", param));
    }
}
