package io.serai.config;

import java.util.List;

/** A failure that a separate chain of targets may be configured for, since the usual one cannot cure it. */
public enum Detour {
    /** The upstream's safety rules refused the request or its result. */
    CONTENT_FILTER,
    /** The upstream refused the request as it is, for its length, say. */
    BAD_REQUEST;

    Setting<List<String>> setting() {
        return this == CONTENT_FILTER ? UpstreamSettings.ON_CONTENT_FILTER : UpstreamSettings.ON_BAD_REQUEST;
    }
}
