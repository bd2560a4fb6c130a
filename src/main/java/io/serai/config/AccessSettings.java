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

    public static final Setting<String> ACCESS_TAG = Setting.of(
            "serai.access.<name>.tag",
            new Kind<>("a tag: lower-case letters, digits, dots, dashes and underscores", AccessSettings::tag),
            null,
            "What this caller's calls count as in costs and budgets, so that several keys can share one budget; its `x-serai-tag` is then not asked.");

    static final List<Setting<?>> ALL = List.of(API_KEYS, ACCESS_KEY, ACCESS_MODELS, ACCESS_OPERATIONS, ACCESS_TAG);

    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /**
     * A tag as it is written down.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String tag(String text) {
        String tag = text.strip().toLowerCase(Locale.ROOT);
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException();
        }
        return tag;
    }

    private static String key(String text) {
        String key = text.strip();
        boolean hash = key.toLowerCase(Locale.ROOT).startsWith("sha256:");
        if (key.isEmpty() || (hash && !HASH.matcher(key).matches())) {
            throw new IllegalArgumentException();
        }
        return key;
    }
}
