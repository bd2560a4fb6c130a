package io.serai;

import io.serai.config.Settings;
import java.util.Map;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;

/** Lets routes refer to settings, defaults included, as {@code {{serai.data}}}; secrets cannot be referred to. */
final class SettingsSource implements PropertiesSource {
    private final Map<String, String> visible;

    SettingsSource(Settings settings) {
        this.visible = settings.visible();
    }

    @Override
    public String getName() {
        return "serai";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return visible.get(name);
    }
}
