package io.serai.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who may use the REST door, and for what. */
public final class AccessSettings {
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-fA-F]{64}");
    private static final Kind<String> KEY =
            new Kind<>("a key, or sha256: and the 64 hexadecimal digits of its hash", AccessSettings::key);

    private AccessSettings() {}

    public static final Setting<List<String>> API_KEYS = new Setting<>(
            "serai.api-keys",
            new Kind<>(
                    "a list of keys, or of sha256: and the 64 hexadecimal digits of their hashes",
                    text -> Kind.LIST.parse().apply(text).stream()
                            .map(AccessSettings::key)
                            .toList()),
            null,
            true,
            "Keys that callers of the REST door send as `Authorization: Bearer`, as they are or as `sha256:` and their hash. Without any, the door is open to this machine only.");
    public static final Setting<String> ACCESS_KEY = new Setting<>(
            "serai.access.<name>.key",
            KEY,
            null,
            true,
            "One caller's key, as it is or as `sha256:` and its hash; the name goes into receipts, costs and budgets.");
    public static final Setting<List<String>> ACCESS_MODELS = Setting.of(
            "serai.access.<name>.models",
            Kind.LIST,
            null,
            "Models this caller may use, as it writes them or as `upstream/model`; `*` stands for any text. Default: all.");
    public static final Setting<List<String>> ACCESS_OPERATIONS = Setting.of(
            "serai.access.<name>.operations",
            Kind.LIST,
            null,
            "Operations this caller may use, such as `llm-chat` or `llm-*`. Default: all.");

    static final List<Setting<?>> ALL = List.of(API_KEYS, ACCESS_KEY, ACCESS_MODELS, ACCESS_OPERATIONS);

    private static String key(String text) {
        String key = text.strip();
        boolean hash = key.toLowerCase(Locale.ROOT).startsWith("sha256:");
        if (key.isEmpty() || (hash && !HASH.matcher(key).matches())) {
            throw new IllegalArgumentException();
        }
        return key;
    }
}
