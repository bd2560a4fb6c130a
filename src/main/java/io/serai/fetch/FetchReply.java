package io.serai.fetch;

import java.io.InputStream;
import java.net.URI;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body still flows.
 *
 * @param uri that answered, after all redirects
 * @param length bytes that the body is said to have; -1 when it is not said
 * @param body to be read before the reader returns
 */
public record FetchReply(URI uri, int status, HttpMessage head, long length, InputStream body) {
    /** The first value of a header. */
    public @Nullable String header(String name) {
        Header header = head.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Makes something of an answer. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(FetchReply reply) throws java.io.IOException;
    }
}
