package io.serai.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Upstreams and the model aliases that name them. */
public final class UpstreamSettings {
    private UpstreamSettings() {}

    public static final Setting<URI> UPSTREAM_BASE_URL = Setting.of(
            "serai.upstream.<name>.base-url",
            Kind.URL,
            null,
            "Address of an OpenAI-compatible upstream, with its version path. `openai` exists by default and takes OPENAI_BASE_URL.");
    public static final Setting<String> UPSTREAM_API_KEY =
            Setting.secret("serai.upstream.<name>.api-key", "The upstream's key. `openai` takes OPENAI_API_KEY.");
    public static final Setting<List<String>> UPSTREAM_API_KEYS = new Setting<>(
            "serai.upstream.<name>.api-keys", Kind.LIST, null, true, "Several keys of the upstream, used in turn.");
    public static final Setting<Duration> UPSTREAM_CONNECT_TIMEOUT = Setting.of(
            "serai.upstream.<name>.connect-timeout",
            Kind.DURATION_KIND,
            null,
            "Longest wait for a connection to this upstream; default: that of the service.");
    public static final Setting<Duration> UPSTREAM_TIMEOUT = Setting.of(
            "serai.upstream.<name>.timeout",
            Kind.DURATION_KIND,
            null,
            "Longest time of one attempt at this upstream; default: that of the service.");
    public static final Setting<Long> UPSTREAM_MAX_REPLY = Setting.of(
            "serai.upstream.<name>.max-reply", Kind.SIZE_KIND, "64MB", "Largest reply that is read from the upstream.");
    public static final Setting<Path> UPSTREAM_CA_FILE = Setting.of(
            "serai.upstream.<name>.ca-file",
            Kind.FILE,
            null,
            "Certificates, in PEM form, that this upstream's own may be signed with besides those that Java trusts.");
    public static final Setting<Integer> UPSTREAM_REQUESTS = Setting.of(
            "serai.upstream.<name>.requests-per-minute",
            Kind.integer(0, 10_000_000),
            "0",
            "Requests this process sends to the upstream in a minute; 0 for no limit.");
    public static final Setting<Integer> UPSTREAM_TOKENS = Setting.of(
            "serai.upstream.<name>.tokens-per-minute",
            Kind.integer(0, 2_000_000_000),
            "0",
            "Tokens, of prompts and replies, this process spends at the upstream in a minute; 0 for no limit.");
    public static final Setting<Duration> UPSTREAM_RATE_WAIT = Setting.of(
            "serai.upstream.<name>.rate-wait",
            Kind.DURATION_KIND,
            "10s",
            "Longest wait for a turn when one of these two limits is reached; beyond it the call fails and says when to come again.");
    public static final Setting<List<String>> MODEL_ALIAS = Setting.of(
            "serai.model.<name>", Kind.LIST, null, "A model name of your own: the `upstream/model` it stands for.");

    static final List<Setting<?>> ALL = List.of(
            UPSTREAM_BASE_URL,
            UPSTREAM_API_KEY,
            UPSTREAM_API_KEYS,
            UPSTREAM_CONNECT_TIMEOUT,
            UPSTREAM_TIMEOUT,
            UPSTREAM_MAX_REPLY,
            UPSTREAM_CA_FILE,
            UPSTREAM_REQUESTS,
            UPSTREAM_TOKENS,
            UPSTREAM_RATE_WAIT,
            MODEL_ALIAS);
}
