package io.serai.openai;

import io.serai.retry.Call;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream answered with a good status: its body while it still flows. To be closed; closed before its end it drops
 * the connection.
 *
 * @param contentType as sent, or null
 * @param stream bounded in size and time; fails with an {@link IOException} that {@link #failure} explains
 */
record ReplyBody(@Nullable String contentType, InputStream stream) implements AutoCloseable {

    /** Whether the content type is one of these, or none was sent. */
    boolean isOrUnsaid(String... types) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (String each : types) {
            if (each.endsWith("*") ? type.startsWith(each.substring(0, each.length() - 1)) : type.equals(each)) {
                return true;
            }
        }
        return false;
    }

    boolean isJson() {
        return isOrUnsaid("application/json", "text/json")
                || String.valueOf(contentType).toLowerCase(Locale.ROOT).contains("+json");
    }

    /** All of it. */
    byte[] bytes(Exchange exchange) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw failure(exchange, e);
        }
    }

    /** The reason in our terms why reading failed. */
    static RuntimeException failure(Exchange exchange, IOException e) {
        return Unanswered.of(Call.of(exchange), e);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // What mattered has been read, or its failure is being told.
            return;
        }
    }
}
