package io.serai.sandbox;

import org.jspecify.annotations.Nullable;

/** The models that fail on purpose, on every endpoint that takes a model. */
enum Fault {
    RATE_LIMIT("sandbox-429"),
    QUOTA("sandbox-quota"),
    SERVER_ERROR("sandbox-500"),
    SLOW("sandbox-slow"),
    CUT("sandbox-cut"),
    FILTER("sandbox-filter");

    final String model;

    Fault(String model) {
        this.model = model;
    }

    static @Nullable Fault of(String model) {
        for (Fault fault : values()) {
            if (fault.model.equals(model)) {
                return fault;
            }
        }
        return null;
    }

    /** Throws the error of those faults that are nothing but an error; the others answer first. */
    void refuse() {
        switch (this) {
            case RATE_LIMIT ->
                throw ApiError.typed(
                        429,
                        "requests",
                        "rate_limit_exceeded",
                        "Rate limit reached for sandbox-429 on requests per min (RPM): Limit 1, Used 1, Requested 1."
                                + " Please try again in 1s.");
            case QUOTA ->
                throw ApiError.typed(
                        429,
                        "insufficient_quota",
                        "insufficient_quota",
                        "You exceeded your current quota, please check your plan and billing details.");
            case SERVER_ERROR ->
                throw ApiError.typed(
                        500,
                        "server_error",
                        null,
                        "The server had an error while processing your request. Sorry about that!");
            case SLOW, CUT, FILTER -> {}
        }
    }
}
