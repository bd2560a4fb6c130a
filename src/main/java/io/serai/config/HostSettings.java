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

    static final List<Setting<?>> ALL = List.of(ENABLED);
}
