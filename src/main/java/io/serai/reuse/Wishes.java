package io.serai.reuse;

/** Exchange properties by which a door, or a route of one's own, says how a call may be answered. All may be absent. */
public final class Wishes {
    /** Text of a Cache-Control header: {@code no-cache}, {@code no-store}, {@code max-age=N}. */
    public static final String CACHE_CONTROL = "SeraiCacheControl";

    /** The caller's idempotency key; the operation that is called first takes it off. */
    public static final String IDEMPOTENCY_KEY = "SeraiIdempotencyKey";

    /** True, set by the operation, when its reply is that of an earlier request with the same idempotency key. */
    public static final String REPLAYED = "SeraiReplayed";

    private Wishes() {}
}
