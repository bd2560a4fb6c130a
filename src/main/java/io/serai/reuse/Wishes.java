package io.serai.reuse;

/** Exchange properties by which a door, or a route of one's own, says how a call may be answered. All may be absent. */
public final class Wishes {
    /** Text of a Cache-Control header: {@code no-cache}, {@code no-store}, {@code max-age=N}. */
    public static final String CACHE_CONTROL = "SeraiCacheControl";

    /** The caller's idempotency key; the operation that is called first takes it off. */
    public static final String IDEMPOTENCY_KEY = "SeraiIdempotencyKey";

    /** True, set by the operation, when its reply is that of an earlier request with the same idempotency key. */
    public static final String REPLAYED = "SeraiReplayed";

    /** A {@link Shown}, when the caller sees parts of the reply before it is complete. */
    public static final String SHOWN = "SeraiShown";

    /**
     * True when the caller gets the upstream's reply as it is: nothing is filled into the request, and a refusal or an empty
     * reply is the caller's to see.
     */
    public static final String VERBATIM = "SeraiVerbatim";

    private Wishes() {}
}
