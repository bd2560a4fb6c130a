package io.serai.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a finished exchange's message as the reply: small bodies at once, others piece by piece at the client's pace. */
final class HttpReply {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReply.class);
    private static final int AT_ONCE = 64 * 1024;

    private final HttpCall call;
    private final Executor workers;

    HttpReply(HttpCall call, Executor workers) {
        this.call = call;
        this.workers = workers;
    }

    /** Sends it, then runs {@code done}, whatever became of it. */
    void send(Exchange exchange, Map<String, Object> given, @Nullable HeaderFilterStrategy filter, Runnable done) {
        ReplyStream stream = call.reply();
        if (stream.isBegun()) {
            if (!stream.isEnded()) {
                stream.breakOff();
            }
            done.run();
            return;
        }
        Message message = exchange.getMessage();
        HttpServerResponse response = call.request().response();
        try {
            Object body = body(exchange, message.getBody());
            Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            int code = status != null ? status : body == null ? 204 : 200;
            Map<String, String> headers = headers(message, given, filter);
            if (body instanceof byte[] bytes && bytes.length <= AT_ONCE) {
                sendAtOnce(response, code, headers, bytes).onComplete(sent -> done.run());
            } else if (body == null || call.isHead()) {
                close(body);
                if (body instanceof byte[] bytes) {
                    headers.put("Content-Length", String.valueOf(bytes.length));
                }
                sendAtOnce(response, code, headers, new byte[0]).onComplete(sent -> done.run());
            } else {
                Runnable streaming = () -> stream(stream, code, headers, body, done);
                // What blocks never runs on an event loop, whichever thread the route ended on.
                if (Context.isOnEventLoopThread()) {
                    workers.execute(streaming);
                } else {
                    streaming.run();
                }
            }
        } catch (IllegalStateException e) {
            // The client has left; Vert.x says so in this way.
            done.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("A reply could not be sent", e);
            stream.breakOff();
            done.run();
        }
    }

    private Future<Void> sendAtOnce(HttpServerResponse response, int code, Map<String, String> headers, byte[] bytes) {
        response.setStatusCode(code);
        headers.forEach(response::putHeader);
        if (call.isHead()) {
            response.headers().remove("transfer-encoding");
            if (bytes.length > 0) {
                response.putHeader("content-length", String.valueOf(bytes.length));
            }
            return response.end();
        }
        response.headers().remove("content-length");
        return response.end(Buffer.buffer(bytes));
    }

    private static void stream(ReplyStream stream, int code, Map<String, String> headers, Object body, Runnable done) {
        try (InputStream in = open(body)) {
            if (body instanceof byte[] bytes) {
                headers.put("Content-Length", String.valueOf(bytes.length));
            }
            stream.begin(code, headers);
            byte[] buffer = new byte[AT_ONCE];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                stream.write(buffer, 0, count);
            }
            stream.end();
        } catch (IOException | RuntimeException e) {
            LOG.debug("A reply ended early: {}", e.getMessage());
            stream.breakOff();
        } finally {
            done.run();
        }
    }

    private static InputStream open(Object body) throws IOException {
        if (body instanceof byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }
        return body instanceof File file ? Files.newInputStream(file.toPath()) : (InputStream) body;
    }

    private static void close(@Nullable Object body) throws IOException {
        if (body instanceof InputStream in) {
            in.close();
        }
    }

    /** Bytes, a stream, a file or null. */
    private static @Nullable Object body(Exchange exchange, @Nullable Object body) {
        if (body == null || body instanceof byte[] || body instanceof File || body instanceof InputStream) {
            return body;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof WrappedFile<?> wrapped) {
            return body(exchange, wrapped.getBody());
        }
        InputStream stream = exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
        return stream == null ? body.toString().getBytes(StandardCharsets.UTF_8) : stream;
    }

    /** What the route set; what came with the request and was left where it was does not go back. */
    private static Map<String, String> headers(
            Message message, Map<String, Object> given, @Nullable HeaderFilterStrategy filter) {
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            boolean untouched = value == given.get(name) || name.regionMatches(true, 0, "Camel", 0, 5);
            if (value != null
                    && !untouched
                    && (filter == null || !filter.applyFilterToCamelHeaders(name, value, message.getExchange()))) {
                headers.put(name, clean(String.valueOf(value)));
            }
        });
        // Camel's filter takes these two off, since it knows how to make them for most bodies; here the route knows
        // better.
        for (String name : List.of("Content-Type", "Content-Length")) {
            Object value = message.getHeader(name);
            if (value != null && value != given.get(name)) {
                headers.put(name, clean(String.valueOf(value)));
            }
        }
        return headers;
    }

    /** No value ends its header's line. */
    private static String clean(String value) {
        boolean clean = value.indexOf('\r') < 0 && value.indexOf('\n') < 0 && value.indexOf('\0') < 0;
        return clean ? value : value.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
    }
}
