package io.serai.door;

import io.serai.config.AccessSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The callers of the settings. Immutable. */
public final class AccessKeys {
    private final Map<String, AccessKey> byName = new LinkedHashMap<>();

    AccessKeys(List<AccessKey> keys) {
        keys.forEach(key -> byName.put(key.name(), key));
    }

    /**
     * The configured keys.
     *
     * @throws SettingException when a caller has limits and no key, or two have the same key
     */
    public static AccessKeys of(Settings settings) {
        List<AccessKey> keys = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(settings.names(AccessSettings.ACCESS_KEY));
        names.addAll(settings.names(AccessSettings.ACCESS_MODELS));
        names.addAll(settings.names(AccessSettings.ACCESS_OPERATIONS));
        names.addAll(settings.names(AccessSettings.ACCESS_TAG));
        for (String name : names) {
            keys.add(AccessKey.of(
                    name,
                    settings.get(AccessSettings.ACCESS_KEY.named(name)),
                    settings.find(AccessSettings.ACCESS_MODELS.named(name)).orElse(List.of()),
                    settings.find(AccessSettings.ACCESS_OPERATIONS.named(name)).orElse(List.of()),
                    settings.find(AccessSettings.ACCESS_TAG.named(name)).orElse("")));
        }
        settings.find(AccessSettings.API_KEYS).orElse(List.of()).forEach(key -> keys.add(AccessKey.unnamed(key)));
        long distinct = keys.stream().map(AccessKey::hash).distinct().count();
        if (distinct < keys.size()) {
            throw new SettingException("serai.access: two callers have the same key; give each one of its own");
        }
        return new AccessKeys(keys);
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Whose key this is. All keys are compared, whichever fits. */
    Optional<AccessKey> find(String key) {
        String hash = AccessKey.hash(key);
        AccessKey found = null;
        for (AccessKey candidate : byName.values()) {
            found = candidate.hasHash(hash) ? candidate : found;
        }
        return Optional.ofNullable(found);
    }

    /** The caller of this name; empty for callers that came by another door. */
    Optional<AccessKey> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
