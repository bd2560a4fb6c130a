package io.serai.config;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, how its text becomes a value, and what the settings page says of it.
 *
 * @param key such as {@code serai.port}; {@code <name>} in it stands for a name of the user's
 * @param type how the value is written and which values are allowed
 * @param fallback the default, as one would write it; null when there is none
 * @param secret whether the value must never be shown
 * @param meaning one sentence for the settings page
 */
public record Setting<T>(String key, Kind<T> type, @Nullable String fallback, boolean secret, String meaning) {
    private static final String NAME = "<name>";

    static <T> Setting<T> of(String key, Kind<T> type, @Nullable String fallback, String meaning) {
        return new Setting<>(key, type, fallback, false, meaning);
    }

    static Setting<String> secret(String key, String meaning) {
        return new Setting<>(key, Kind.TEXT, null, true, meaning);
    }

    /** This setting for one name: {@code serai.upstream.<name>.base-url} for {@code openai}. */
    public Setting<T> named(String name) {
        return new Setting<>(key.replace(NAME, name), type, fallback, secret, meaning);
    }

    boolean isTemplate() {
        return key.contains(NAME);
    }

    boolean matches(String candidate) {
        return isTemplate() ? pattern().matcher(candidate).matches() : key.equals(candidate);
    }

    /** The key with its name part as group 1. */
    Pattern pattern() {
        return Pattern.compile(Pattern.quote(key).replace(NAME, "\\E([a-z0-9][a-z0-9._-]*)\\Q"));
    }

    /** The environment variable of this key: {@code SERAI_UPSTREAM_OPENAI_BASE_URL}. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The name in an environment variable of this template's shape, with dashes for underscores. */
    Optional<String> nameIn(String variable) {
        if (!isTemplate()) {
            return Optional.empty();
        }
        String[] around = variable().split("<NAME>", -1);
        boolean fits = variable.length() > around[0].length() + around[1].length()
                && variable.startsWith(around[0])
                && variable.endsWith(around[1]);
        return fits
                ? Optional.of(variable.substring(around[0].length(), variable.length() - around[1].length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'))
                : Optional.empty();
    }

    T parse(String text) {
        return parse(text, key);
    }

    /** The value of a text that was given under this key. */
    T parse(String text, String givenKey) {
        try {
            return type.parse().apply(text.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new SettingException(
                    givenKey + ": " + (secret ? "the value" : "'" + text + "'") + " is not " + type.allowed());
        }
    }
}
