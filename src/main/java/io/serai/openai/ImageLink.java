package io.serai.openai;

import io.serai.config.ReplyLimits;
import io.serai.config.Upstream;
import io.serai.fetch.FetchReply;
import io.serai.fetch.FetchRules;
import io.serai.fetch.SafeFetch;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/**
 * Fetches an image that an upstream answered as a URL. The upstream chooses that URL, so it is held to public https
 * addresses, or to the upstream's own origin; redirects are not followed, and size and time are bounded.
 */
final class ImageLink {
    private final Upstream upstream;
    private final ReplyLimits limits;
    private final SafeFetch fetch;
    private final FetchRules rules;

    ImageLink(Upstream upstream) {
        this.upstream = upstream;
        this.limits = upstream.limits("image");
        this.fetch = new SafeFetch();
        this.rules = new FetchRules(uri -> "https".equalsIgnoreCase(uri.getScheme()), this::isOwn, 0);
    }

    /**
     * The bytes behind the link.
     *
     * @throws IOException when it must not be followed, or does not answer 200 with a bounded body in time
     */
    byte[] fetch(String link, Duration timeout) throws IOException {
        URI uri;
        try {
            uri = URI.create(link);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no URL", e);
        }
        Duration time = timeout.compareTo(limits.attempt()) < 0 ? timeout : limits.attempt();
        try {
            return fetch.get(uri, rules, time, this::read);
        } catch (SocketTimeoutException e) {
            throw new IOException("it does not arrive in time", e);
        }
    }

    private byte[] read(FetchReply reply) throws IOException {
        if (reply.status() != 200) {
            throw new IOException("it answers " + reply.status());
        }
        int max = (int) Math.min(Integer.MAX_VALUE - 16, limits.maxReply());
        byte[] bytes = reply.body().readNBytes(max + 1);
        if (bytes.length > max) {
            throw new IOException(
                    "it is larger than " + max + " bytes (" + limits.keys().maxReply() + ")");
        }
        return bytes;
    }

    private boolean isOwn(URI uri) {
        URI own = upstream.baseUrl();
        return own.getScheme().equalsIgnoreCase(uri.getScheme())
                && own.getHost().equalsIgnoreCase(uri.getHost())
                && own.getPort() == uri.getPort();
    }
}
