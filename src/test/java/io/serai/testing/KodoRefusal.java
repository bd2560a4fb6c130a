package io.serai.testing;

/** Kodo says no: a status and the text of {@code {"error": ...}}. */
final class KodoRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    KodoRefusal(int status, String message) {
        super(message);
        this.status = status;
        this.reason = message;
    }

    static KodoRefusal badToken(String why) {
        return new KodoRefusal(401, "bad token: " + why);
    }

    /** 400 and not 501, which the SDK would retry. */
    static KodoRefusal unsupported(String what) {
        return new KodoRefusal(400, "the Kodo double does not do " + what);
    }

    static void refuseIf(boolean wrong, int status, String message) {
        if (wrong) {
            throw new KodoRefusal(status, message);
        }
    }

    KodoReply reply() {
        return KodoReply.error(status, reason);
    }
}
