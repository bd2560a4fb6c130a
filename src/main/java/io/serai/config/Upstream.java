package io.serai.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * An OpenAI-compatible service that calls are sent to.
 *
 * @param name the user's name for it, such as {@code openai}
 * @param baseUrl with the version path, without a slash at the end
 * @param keys used in turn; empty when the service takes none
 * @param connectTimeout longest wait for a connection
 * @param timeout longest time of one attempt
 * @param maxReply bytes of a reply that are read at most
 * @param sandbox whether it is the local stand-in
 */
public record Upstream(
        String name,
        URI baseUrl,
        List<String> keys,
        Duration connectTimeout,
        Duration timeout,
        long maxReply,
        boolean sandbox) {

    public Upstream {
        keys = List.copyOf(keys);
    }

    /** The same upstream played by the sandbox. */
    public Upstream playedBy(URI sandboxUrl) {
        return new Upstream(name, sandboxUrl, List.of("sandbox"), connectTimeout, timeout, maxReply, true);
    }

    @Override
    public String toString() {
        return name + " at " + baseUrl;
    }
}
