package io.serai.config;

import java.util.List;

/** Serai inside another application's Camel context. */
public final class HostSettings {
    private HostSettings() {}

    public static final Setting<Boolean> ENABLED = Setting.of(
            "serai.enabled",
            Kind.FLAG,
            "true",
            "Whether a Camel context that has Serai on its class path gets the operations; `false` in a context's own properties leaves it alone.");

    public static final Setting<Boolean> USE_REDIS = Setting.of(
            "serai.redis.use-host",
            Kind.FLAG,
            "true",
            "Whether Serai inside another application uses that application's Redis connection factory when it has one and `serai.redis.url` is not set.");

    static final List<Setting<?>> ALL = List.of(ENABLED, USE_REDIS);
}
