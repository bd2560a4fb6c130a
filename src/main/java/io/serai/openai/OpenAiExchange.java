package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.Upstream;
import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.json.Json;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import io.serai.retry.RetryHint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.jspecify.annotations.Nullable;

/** What is the same for every request to an OpenAI-compatible upstream: what goes out, and what may come back. */
final class OpenAiExchange {
    private OpenAiExchange() {}

    /** Makes the message the request: this JSON and nothing of what a caller sent along. Counts the attempt. */
    static void request(Exchange exchange, Upstream upstream, Map<String, Object> json) {
        Call call = Call.of(exchange);
        Duration left = call.deadline().remaining();
        Duration timeout = left.compareTo(upstream.timeout()) < 0 ? left : upstream.timeout();
        if (timeout.toMillis() == 0) {
            throw new ApiTimeoutException(
                    "the call's " + call.deadline().total().toMillis() + " ms are over (serai.deadline)",
                    call.detail(),
                    ApiTimeoutException.Phase.TOTAL,
                    null);
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("Content-Type", "application/json");
        message.setHeader("User-Agent", "serai");
        message.setHeader(HttpAttempt.TIMEOUT_HEADER, timeout.toMillis());
        message.setBody(Json.bytes(json));
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        call.attempt();
    }

    /** The reply's bytes; its headers are taken off. Throws what an error status means. */
    static byte[] reply(Exchange exchange) {
        Message message = exchange.getMessage();
        Integer code = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        int status = code == null ? 0 : code;
        RetryHint hint = RetryHint.of(name -> message.getHeader(name, String.class), Clock.systemUTC());
        ErrorDetail detail = Call.of(exchange)
                .detail()
                .answered(status, message.getHeader("x-request-id", String.class), hint.after())
                .hinted(hint.shouldRetry());
        byte[] body = message.getBody(byte[].class);
        message.removeHeaders("*");
        byte[] bytes = body == null ? new byte[0] : body;
        if (status < 200 || status > 299) {
            throw OpenAiErrors.of(detail, bytes);
        }
        return bytes;
    }

    /** The reply's JSON object. */
    static JsonNode json(Exchange exchange) {
        return json(exchange, reply(exchange));
    }

    /** The JSON object in the bytes of a reply. */
    static JsonNode json(Exchange exchange, byte[] body) {
        try {
            JsonNode json = Json.read(body);
            if (json.isObject()) {
                // A reply that is refused below was paid for as well.
                Call.of(exchange).used(usage(json));
                return json;
            }
            throw broken(exchange, body.length == 0 ? "the reply is empty" : "the reply is not a JSON object", null);
        } catch (IOException e) {
            throw broken(exchange, "the reply is not JSON (" + Json.problem(e) + "); check the upstream's base-url", e);
        }
    }

    /** A reply at 200 that is none. */
    static UpstreamException broken(Exchange exchange, String problem, @Nullable Throwable cause) {
        return new UpstreamException(
                problem, Call.of(exchange).detail().answered(200, null, null).because("malformed_reply", null), cause);
    }

    static @Nullable Usage usage(JsonNode reply) {
        JsonNode usage = reply.path("usage");
        if (!usage.isObject()) {
            return null;
        }
        long in = usage.path("prompt_tokens").asLong(usage.path("input_tokens").asLong());
        long out = usage.path("completion_tokens")
                .asLong(usage.path("output_tokens").asLong());
        return new Usage(
                in,
                out,
                usage.path("total_tokens").asLong(in + out),
                in(usage, "cached_tokens"),
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(),
                in(usage, "cache_write_tokens"),
                in(usage, "image_tokens"),
                in(usage, "audio_tokens"),
                usage.path("completion_tokens_details").path("audio_tokens").asLong());
    }

    /** A part of what was sent: chat and images name the object that holds it differently. */
    private static long in(JsonNode usage, String part) {
        return usage.path("prompt_tokens_details")
                .path(part)
                .asLong(usage.path("input_tokens_details").path(part).asLong());
    }

    /** Says in our terms why no answer came; step of a doCatch. */
    static void unreachable(Exchange exchange) {
        exchange.setException(explain(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    private static ServiceException explain(Exchange exchange, Exception e) {
        Call call = Call.of(exchange);
        ErrorDetail detail = call.detail();
        if (e instanceof ConnectTimeoutException) {
            return new ApiTimeoutException(
                    "no connection in time; is the upstream up?", detail, ApiTimeoutException.Phase.CONNECT, e);
        }
        if (e instanceof SocketTimeoutException) {
            boolean total = call.deadline().passed();
            return new ApiTimeoutException(
                    total
                            ? "the call's " + call.deadline().total().toMillis() + " ms are over (serai.deadline)"
                            : e.getMessage() + " (the upstream's timeout)",
                    detail,
                    total ? ApiTimeoutException.Phase.TOTAL : ApiTimeoutException.Phase.READ,
                    e);
        }
        if (e instanceof BoundedEntity.TooLarge) {
            return new UpstreamException(e.getMessage() + " (the upstream's max-reply)", detail.hinted(false), e);
        }
        if (e instanceof UnknownHostException) {
            return new UpstreamException("the host name is not known; check the upstream's base-url", detail, e);
        }
        if (e instanceof HttpHostConnectException) {
            return new UpstreamException("the connection was refused; is the upstream up?", detail, e);
        }
        if (e instanceof SSLException) {
            // A certificate does not get better by asking again.
            return new UpstreamException("the TLS handshake failed: " + e.getMessage(), detail.hinted(false), e);
        }
        return new UpstreamException("the connection broke before the answer was complete", detail, e);
    }
}
