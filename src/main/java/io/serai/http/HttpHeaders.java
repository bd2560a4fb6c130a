package io.serai.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** A request's head as Camel's headers, as every {@code platform-http} has them. */
final class HttpHeaders {
    private HttpHeaders() {}

    /** Headers, then the parameters of the query; a parameter never takes the place of a header. */
    static void fill(Message message, HttpCall call, HeaderFilterStrategy filter) {
        Exchange exchange = message.getExchange();
        var request = call.request();
        for (String name : request.headers().names()) {
            List<String> values = request.headers().getAll(name);
            Object value = values.size() == 1 ? values.get(0) : values;
            if (filter == null || !filter.applyFilterToExternalHeaders(name, value, exchange)) {
                message.setHeader(name, value);
            }
        }
        if (!call.query().isEmpty()) {
            Map<String, List<String>> parameters;
            try {
                parameters = new QueryStringDecoder(call.query(), false).parameters();
            } catch (IllegalArgumentException e) {
                throw HttpProblem.notEncoded();
            }
            parameters.forEach((name, values) -> {
                Object value = values.size() == 1 ? values.get(0) : values;
                boolean filtered = filter != null && filter.applyFilterToExternalHeaders(name, value, exchange);
                if (!filtered && message.getHeader(name) == null) {
                    message.setHeader(name, value);
                }
            });
        }
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setHeader(Exchange.HTTP_PATH, call.path());
        message.setHeader(Exchange.HTTP_URI, call.path());
        message.setHeader(Exchange.HTTP_QUERY, call.query());
        message.setHeader(Exchange.HTTP_RAW_QUERY, call.query());
    }

    /** The values of a route path's {@code {name}} segments. */
    static void fillVariables(Message message, HttpMounts.Path mount, String path) {
        List<String> given = HttpMounts.Path.split(path);
        for (int i = 0; i < mount.segments().size(); i++) {
            String segment = mount.segments().get(i);
            if (HttpMounts.Path.isVariable(segment)) {
                message.setHeader(
                        segment.substring(1, segment.length() - 1), QueryStringDecoder.decodeComponent(given.get(i)));
            }
        }
    }
}
