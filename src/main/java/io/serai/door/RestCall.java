package io.serai.door;

import io.serai.error.InvalidRequestException;
import io.serai.http.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What the door keeps of an HTTP request.
 *
 * @param path as sent, percent-encoded, without the query
 * @param query as sent, without the question mark
 */
record RestCall(
        String method, String path, String query, @Nullable String contentType) {
    private static final String PROPERTY = "SeraiRestCall";

    static void open(Exchange exchange, HttpCall call) {
        exchange.setProperty(
                PROPERTY, new RestCall(call.method(), call.path(), call.query(), call.header("Content-Type")));
    }

    static RestCall of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, RestCall.class);
    }

    /** The decoded rest of the path below this prefix. */
    String below(String prefix) {
        return decode("path", path.startsWith(prefix) ? path.substring(prefix.length()) : "", false);
    }

    /** The parameters of the query, each once. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode("query", equals < 0 ? pair : pair.substring(0, equals), true);
                String value = equals < 0 ? "" : decode(name, pair.substring(equals + 1), true);
                if (parameters.put(name, value) != null) {
                    throw InvalidRequestException.field("rest", name, "is given twice; give it once");
                }
            }
        }
        return parameters;
    }

    private static String decode(String field, String text, boolean form) {
        try {
            // In a path a plus is a plus; only forms and queries use it for a space.
            String decoded = URLDecoder.decode(form ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
            // The decoder puts this character where the bytes are no UTF-8, and two keys would become one.
            if (decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw notEncoded(field);
        }
        throw notEncoded(field);
    }

    private static InvalidRequestException notEncoded(String field) {
        return InvalidRequestException.field("rest", field, "is not percent-encoded UTF-8; encode it");
    }
}
