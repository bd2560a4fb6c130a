package io.serai.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values in force: an environment variable beats a system property beats the file. Immutable. Every value is parsed
 * when this is made, so that a bad one fails at start and names its key.
 */
public final class Settings {
    private static final String PREFIX = "serai.";
    /** Two variables that OpenAI's own tools read. */
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "OPENAI_BASE_URL", "serai.upstream.openai.base-url", "OPENAI_API_KEY", "serai.upstream.openai.api-key");

    private final Map<String, String> values;

    /** Some are asked for by every call, and reading a duration takes a pattern. */
    private final Map<Setting<?>, Optional<?>> found = new ConcurrentHashMap<>();

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** Only these values, such as {@code serai.mode=sandbox}; the environment is not looked at. */
    public static Settings of(Map<String, String> values) {
        return of(values, Map.of(), Map.of());
    }

    /**
     * The values of a file, overridden by system properties and the environment.
     *
     * @throws SettingException for an unknown {@code serai.} key or a value that is not allowed
     */
    public static Settings of(
            Map<String, String> file, Map<String, String> properties, Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        // Weakest first: a key of our own name in the file outranks OpenAI's variables, which others may have set.
        WELL_KNOWN.forEach((variable, key) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                values.put(key, value);
            }
        });
        file.forEach((key, value) -> put(values, key, value));
        properties.forEach((key, value) -> put(values, key, value));
        environment.forEach((variable, value) -> keyOf(variable).ifPresent(key -> values.put(key, value)));
        Settings settings = new Settings(Map.copyOf(values));
        settings.check();
        return settings;
    }

    /** These settings with some in place of what they were. */
    public Settings with(Map<String, String> others) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.putAll(others);
        Settings settings = new Settings(Map.copyOf(changed));
        settings.check();
        return settings;
    }

    /** The value, or the setting's default. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new SettingException(
                        setting.key() + " is not set; give " + setting.type().allowed()));
    }

    /** The value or the setting's default; empty when there is neither. */
    @SuppressWarnings("unchecked") // A setting has one type.
    public <T> Optional<T> find(Setting<T> setting) {
        return (Optional<T>) found.computeIfAbsent(setting, asked -> {
            String text = values.get(asked.key());
            return Optional.ofNullable(text == null || text.isBlank() ? setting.fallback() : text)
                    .map(setting::parse);
        });
    }

    /** The names a user gave in keys of this shape, such as the upstreams that have a base URL. */
    public SortedSet<String> names(Setting<?> template) {
        Pattern pattern = template.pattern();
        SortedSet<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            Matcher m = pattern.matcher(key);
            if (m.matches()) {
                names.add(m.group(1));
            }
        }
        return names;
    }

    /** The texts of all settings that have a value and are no secret, defaults included: what routes may refer to. */
    public Map<String, String> visible() {
        Map<String, String> visible = new LinkedHashMap<>();
        for (Setting<?> setting : SeraiSettings.ALL) {
            String text = values.getOrDefault(setting.key(), "");
            text = text.isBlank() && setting.fallback() != null ? setting.fallback() : text;
            if (!setting.secret() && !setting.isTemplate() && !text.isBlank()) {
                visible.put(setting.key(), text.strip());
            }
        }
        return visible;
    }

    /** The texts of all secret settings, for whoever must keep them out of what is shown. */
    public List<String> secrets() {
        return values.entrySet().stream()
                .filter(value -> SeraiSettings.ALL.stream()
                        .anyMatch(setting -> setting.secret() && setting.matches(value.getKey())))
                .flatMap(value -> Stream.concat(
                        Stream.of(value.getValue()),
                        Arrays.stream(value.getValue().split(",", -1))))
                .toList();
    }

    private void check() {
        List<String> known = SeraiSettings.ALL.stream().map(Setting::key).toList();
        values.forEach((key, value) -> {
            Setting<?> setting = SeraiSettings.ALL.stream()
                    .filter(s -> s.matches(key))
                    .findFirst()
                    .orElseThrow(() ->
                            new SettingException(key + " is not a setting of Serai" + DidYouMean.hint(key, known)));
            if (!value.isBlank()) {
                setting.parse(value, key);
            }
        });
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (key.startsWith(PREFIX)) {
            values.put(key, value);
        }
    }

    /** The key that an environment variable sets: SERAI_UPSTREAM_MY_LLM_BASE_URL is upstream {@code my-llm}'s. */
    private static Optional<String> keyOf(String variable) {
        if (!variable.startsWith("SERAI_")) {
            return Optional.empty();
        }
        for (Setting<?> setting : SeraiSettings.ALL) {
            if (!setting.isTemplate() && setting.variable().equals(variable)) {
                return Optional.of(setting.key());
            }
        }
        for (Setting<?> setting : SeraiSettings.ALL) {
            Optional<String> name = setting.nameIn(variable);
            if (name.isPresent()) {
                return Optional.of(setting.named(name.get()).key());
            }
        }
        // Kept under a key that no setting has, so that the check can say what was probably meant.
        return Optional.of(variable.toLowerCase(java.util.Locale.ROOT).replace('_', '.'));
    }
}
