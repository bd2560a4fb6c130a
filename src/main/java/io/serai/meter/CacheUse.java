package io.serai.meter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the cache had to do with a reply. */
public enum CacheUse {
    /** Answered from the cache: nothing was sent upstream. */
    HIT,
    /** Looked up, not found, asked upstream. */
    MISS,
    /** Not looked up, because the caller or the settings said so. */
    BYPASS,
    /** Waited for the same call of somebody else and took its reply: nothing was sent upstream for this one. */
    SHARED;

    /** Whether this reply cost nothing. */
    public boolean free() {
        return this == HIT || this == SHARED;
    }

    /** As headers, receipts and metrics have it: {@code hit}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
