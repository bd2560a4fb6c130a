package io.serai.config;

import java.util.List;
import java.util.stream.Stream;

/** The table of all settings. The settings page in the documentation is generated from it. */
public final class SeraiSettings {
    private SeraiSettings() {}

    /** All settings in the order of the settings page. */
    public static final List<Setting<?>> ALL = Stream.of(
                    ProgramSettings.ALL,
                    AccessSettings.ALL,
                    HttpSettings.ALL,
                    UpstreamSettings.ALL,
                    ServiceSettings.ALL,
                    RetrySettings.ALL,
                    BreakerSettings.ALL,
                    CostSettings.ALL,
                    TimeoutSettings.ALL,
                    CacheSettings.ALL,
                    StorageSettings.ALL,
                    FolderSettings.ALL,
                    HostSettings.ALL)
            .flatMap(List::stream)
            .toList();

    /** The keys that hold no name of the user's. */
    public static List<String> fixedKeys() {
        return ALL.stream()
                .filter(setting -> !setting.isTemplate())
                .map(Setting::key)
                .toList();
    }
}
