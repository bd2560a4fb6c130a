package io.serai;

import io.serai.config.SeraiSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * The {@code serai.*} settings of a host: what its Camel properties component knows, whichever way it came there (Camel Main,
 * Spring's environment, MicroProfile Config, files, code), below the environment's {@code SERAI_*} variables.
 */
final class EmbeddedSettings {
    private static final String PREFIX = "serai.";

    private EmbeddedSettings() {}

    static Settings of(CamelContext context) {
        PropertiesComponent properties = context.getPropertiesComponent();
        Map<String, String> found = new TreeMap<>();
        Properties listed = properties.loadProperties(name -> name.startsWith(PREFIX));
        listed.stringPropertyNames().forEach(name -> found.put(name, listed.getProperty(name)));
        if (hasSpring(context)) {
            SpringSettings.addNames(context, PREFIX, found);
        }
        // Some sources cannot be listed and answer by name only; what they say of a name outranks what was listed.
        for (String key : SeraiSettings.fixedKeys()) {
            found.put(key, found.getOrDefault(key, ""));
        }
        // A tool that only looks at the routes, such as camel export, answers every name with a stand-in.
        String standIn =
                properties.resolveProperty(PREFIX + "a-setting-that-nobody-has").orElse("");
        found.replaceAll((key, listedValue) -> properties
                .resolveProperty(key)
                .filter(value -> !value.equals(standIn))
                .orElse(listedValue));
        found.replaceAll((key, value) -> resolved(context, key, value));
        found.values().removeIf(value -> value.isBlank() || value.equals(standIn));
        return Settings.of(found, Map.of(), System.getenv());
    }

    private static String resolved(CamelContext context, String key, String value) {
        try {
            return context.resolvePropertyPlaceholders(value);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    key + ": a placeholder in its value cannot be resolved; define what it refers to");
        }
    }

    private static boolean hasSpring(CamelContext context) {
        return context.getClassResolver().resolveClass("org.springframework.core.env.ConfigurableEnvironment") != null;
    }
}
