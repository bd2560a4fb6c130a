package io.serai.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible service that calls are sent to.
 *
 * @param name the user's name for it, such as {@code openai}
 * @param baseUrl with the version path, without a slash at the end
 * @param keys used in turn; empty when the service takes none
 * @param limits of an attempt, by service ({@code llm}, {@code image}, {@code tts})
 * @param caFile certificates, in PEM form, to trust besides those of the JVM
 * @param rate what may be sent in a minute
 * @param sandbox whether it is the local stand-in
 */
public record Upstream(
        String name,
        URI baseUrl,
        List<String> keys,
        Map<String, ReplyLimits> limits,
        @Nullable Path caFile,
        UpstreamRate rate,
        boolean sandbox) {

    public Upstream {
        keys = List.copyOf(keys);
        limits = Map.copyOf(limits);
    }

    /** The limits of an attempt for this service. */
    public ReplyLimits limits(String service) {
        return Objects.requireNonNull(limits.get(service), service);
    }

    /** The same upstream played by the sandbox. */
    public Upstream playedBy(URI sandboxUrl) {
        return new Upstream(name, sandboxUrl, List.of("sandbox"), limits, null, rate, true);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return name + " at " + baseUrl;
    }
}
