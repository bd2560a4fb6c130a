package io.serai.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The upstreams of the settings, and what a model name stands for. Immutable. */
public final class Upstreams {
    /** Exists without being configured. */
    public static final String DEFAULT = "openai";

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private final Map<String, Upstream> byName;
    private final Map<String, List<String>> aliases;
    private final boolean sandbox;

    private Upstreams(Map<String, Upstream> byName, Map<String, List<String>> aliases, boolean sandbox) {
        this.byName = byName;
        this.aliases = aliases;
        this.sandbox = sandbox;
    }

    /**
     * The upstreams, each played by the sandbox when the mode says so.
     *
     * @param sandboxUrl starts the sandbox; asked only when it is needed
     * @throws SettingException when the mode is {@code live} and nothing is configured to call
     */
    public static Upstreams of(Settings settings, Supplier<URI> sandboxUrl) {
        boolean sandbox = isSandbox(settings);
        URI local = sandbox ? sandboxUrl.get() : OPENAI;
        Map<String, Upstream> byName = new LinkedHashMap<>();
        for (String name : names(settings)) {
            Upstream upstream = upstream(settings, name);
            byName.put(name, sandbox ? upstream.playedBy(local) : upstream);
        }
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (String alias : settings.names(UpstreamSettings.MODEL_ALIAS)) {
            aliases.put(alias, settings.get(UpstreamSettings.MODEL_ALIAS.named(alias)));
        }
        Upstreams upstreams = new Upstreams(byName, aliases, sandbox);
        aliases.forEach(upstreams::checkAlias);
        return upstreams;
    }

    /** No upstream at all: every call is refused and says what to configure. */
    public static Upstreams none() {
        return new Upstreams(Map.of(), Map.of(), false);
    }

    /** Whether it would be the sandbox only because nothing is configured, and not because it was asked for. */
    public static boolean isSandboxByDefault(Settings settings) {
        return settings.get(ProgramSettings.MODE).equals("auto") && isSandbox(settings);
    }

    public static boolean isSandbox(Settings settings) {
        boolean callable = names(settings).stream()
                .map(name -> upstream(settings, name))
                .anyMatch(u -> !u.keys().isEmpty() || !u.baseUrl().equals(OPENAI));
        return switch (settings.get(ProgramSettings.MODE)) {
            case "sandbox" -> true;
            case "live" -> {
                if (!callable) {
                    throw new SettingException("serai.mode is live, but no upstream has a key: set OPENAI_API_KEY, or"
                            + " serai.upstream.openai.api-key, or another upstream's base-url; or use serai.mode=auto"
                            + " to try Serai without keys");
                }
                yield false;
            }
            default -> !callable;
        };
    }

    public Collection<Upstream> all() {
        return byName.values();
    }

    public Collection<String> aliases() {
        return aliases.keySet();
    }

    public boolean sandbox() {
        return sandbox;
    }

    /**
     * Where a call for this model goes, in the order to try: an alias's list, the named upstream of
     * {@code upstream/model}, else the default upstream. Empty when nothing can serve it.
     */
    public List<Target> chain(String model) {
        List<String> names = aliases.getOrDefault(model, List.of(model));
        return names.stream().map(this::target).flatMap(Optional::stream).toList();
    }

    private Optional<Target> target(String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            Upstream named = byName.get(name.substring(0, slash));
            if (named != null) {
                return Optional.of(new Target(named, name.substring(slash + 1)));
            }
        }
        // Models such as "deepseek-ai/DeepSeek-V3" carry a slash of their own.
        return Optional.ofNullable(byName.get(DEFAULT)).map(upstream -> new Target(upstream, name));
    }

    private void checkAlias(String alias, List<String> chain) {
        for (String name : chain) {
            int slash = name.indexOf('/');
            if (slash <= 0 || !byName.containsKey(name.substring(0, slash)) || slash == name.length() - 1) {
                throw new SettingException("serai.model." + alias + ": '" + name
                        + "' is not upstream/model; the upstreams are " + String.join(", ", byName.keySet()));
            }
        }
    }

    private static Upstream upstream(Settings settings, String name) {
        URI baseUrl = settings.find(UpstreamSettings.UPSTREAM_BASE_URL.named(name))
                .orElseGet(() -> {
                    if (name.equals(DEFAULT)) {
                        return OPENAI;
                    }
                    throw new SettingException(
                            UpstreamSettings.UPSTREAM_BASE_URL.named(name).key() + " is not set; give the address of "
                                    + name + ", such as https://host/v1");
                });
        List<String> keys = new ArrayList<>();
        settings.find(UpstreamSettings.UPSTREAM_API_KEY.named(name)).ifPresent(keys::add);
        settings.find(UpstreamSettings.UPSTREAM_API_KEYS.named(name)).ifPresent(keys::addAll);
        return new Upstream(
                name,
                URI.create(baseUrl.toString().replaceAll("/+$", "")),
                keys,
                limits(settings, name),
                settings.find(UpstreamSettings.UPSTREAM_CA_FILE.named(name)).orElse(null),
                UpstreamRate.of(settings, name),
                false);
    }

    private static Map<String, ReplyLimits> limits(Settings settings, String upstream) {
        Map<String, ReplyLimits> limits = new LinkedHashMap<>();
        for (String service : List.of("llm", "image", "tts")) {
            limits.put(service, ReplyLimits.of(settings, service, upstream));
        }
        return limits;
    }

    private static Collection<String> names(Settings settings) {
        Collection<String> names = new TreeSet<>(settings.names(UpstreamSettings.UPSTREAM_BASE_URL));
        names.addAll(settings.names(UpstreamSettings.UPSTREAM_API_KEY));
        names.addAll(settings.names(UpstreamSettings.UPSTREAM_API_KEYS));
        names.add(DEFAULT);
        return names;
    }
}
