package io.serai;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads {@code application.properties} in the current folder, as UTF-8, when there is one. */
final class SettingsFile {
    static final Path PATH = Path.of("application.properties");

    private SettingsFile() {}

    static Settings inThisFolder() {
        return Settings.of(texts(load()), texts(System.getProperties()), System.getenv());
    }

    static Properties load() {
        Properties properties = new Properties();
        if (Files.isRegularFile(PATH)) {
            try (Reader reader = Files.newBufferedReader(PATH)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingException(PATH + " cannot be read as UTF-8 properties: " + e.getMessage());
            }
        }
        return properties;
    }

    /** Camel's own settings in the file. */
    static Map<String, String> camel() {
        Map<String, String> camel = texts(load());
        camel.keySet().removeIf(key -> !key.startsWith("camel."));
        return camel;
    }

    /** What is neither Serai's nor Camel's: the user's own, for placeholders in routes. */
    static Map<String, String> own() {
        Map<String, String> own = texts(load());
        own.keySet().removeIf(key -> key.startsWith("camel.") || key.startsWith("serai."));
        return own;
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }
}
