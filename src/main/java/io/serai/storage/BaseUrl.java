package io.serai.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.InvalidRequestException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The address below which a store's objects are read, and the way from key to URL and back. Immutable. */
public final class BaseUrl {
    private final URI base;
    private final String prefix;

    /**
     * @param base such as {@code https://cdn.example.com} or {@code file:///srv/objects}
     */
    public BaseUrl(URI base) {
        this.base = base;
        String text = base.toString();
        this.prefix = text.endsWith("/") ? text : text + "/";
    }

    /** The URL of a key, percent-encoded as RFC 3986 says, its slashes kept. */
    public String url(String key) {
        String encoded = URLEncoder.encode(key, UTF_8);
        return prefix
                + encoded.replace("+", "%20")
                        .replace("%2F", "/")
                        .replace("*", "%2A")
                        .replace("%7E", "~");
    }

    /**
     * The key in a key or URL. Whatever query a URL has, such as an old signature, is dropped; http and https count as one.
     *
     * @throws InvalidRequestException for a URL elsewhere, or when what remains is no key
     */
    public String key(String operation, String param, String keyOrUrl) {
        // No key contains two slashes in a row.
        String key = keyOrUrl.contains("://") ? keyIn(keyOrUrl) : keyOrUrl;
        if (key == null) {
            throw InvalidRequestException.field(
                    operation, param, "is not a URL of this storage; give a key or a URL below " + prefix);
        }
        return ObjectKey.checked(operation, param, key);
    }

    /** Whether this is a URL below the base. */
    public boolean owns(String url) {
        return keyIn(url) != null;
    }

    private @Nullable String keyIn(String url) {
        try {
            URI uri = new URI(url);
            String path = Objects.toString(uri.getRawPath(), "");
            String folder = URI.create(prefix).getRawPath();
            boolean ours = isHttp(base) == isHttp(uri)
                    && Objects.toString(uri.getRawAuthority(), "")
                            .equalsIgnoreCase(Objects.toString(base.getRawAuthority(), ""))
                    && path.startsWith(folder);
            // In a path a plus is a plus.
            return ours ? URLDecoder.decode(path.substring(folder.length()).replace("+", "%2B"), UTF_8) : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }
}
