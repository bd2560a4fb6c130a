package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.Upstream;
import io.serai.error.ErrorDetail;
import io.serai.error.UpstreamException;
import io.serai.json.Json;
import io.serai.meter.Answer;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import io.serai.retry.RetryHint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** What is the same for every request to an OpenAI-compatible upstream: what goes out, and what may come back. */
final class OpenAiExchange {
    /** Exchange property: whether the answer is asked for as a stream of events. */
    static final String STREAMED = "SeraiStreamed";

    /** Exchange property: how many tokens the request may cost, as far as can be told. */
    static final String TOKENS = "SeraiTokens";

    /** What is read of an error's body: more would not be said. */
    private static final int MAX_ERROR = 256 << 10;

    private OpenAiExchange() {}

    /** Makes the message the request: this JSON and nothing of what a caller sent along. */
    static void request(Exchange exchange, Upstream upstream, Map<String, Object> json) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("Content-Type", "application/json");
        message.setHeader("User-Agent", "serai");
        byte[] bytes = Json.bytes(json);
        message.setBody(bytes);
        exchange.setProperty(TOKENS, tokens(bytes.length, json));
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        exchange.setProperty(STREAMED, Boolean.TRUE.equals(json.get("stream")));
    }

    /** A token is about four bytes of UTF-8, in English and in Chinese. */
    private static long tokens(int bytes, Map<String, Object> json) {
        Object most = json.getOrDefault("max_completion_tokens", json.get("max_tokens"));
        return bytes / 4 + (most instanceof Number number ? number.longValue() : 0);
    }

    /** The reply's body, still flowing; its headers are taken off. Throws what an error status means. */
    static ReplyBody open(Exchange exchange) {
        Message message = exchange.getMessage();
        Integer code = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        int status = code == null ? 0 : code;
        RetryHint hint = RetryHint.of(name -> message.getHeader(name, String.class), Clock.systemUTC());
        ErrorDetail detail = Call.of(exchange)
                .detail()
                .answered(status, message.getHeader("x-request-id", String.class), hint.after())
                .hinted(hint.shouldRetry());
        Call.of(exchange).rateLimits(RateLimitHeaders.of(name -> message.getHeader(name, String.class)));
        ReplyBody body = new ReplyBody(message.getHeader(Exchange.CONTENT_TYPE, String.class), stream(message));
        message.removeHeaders("*");
        message.setBody(null);
        if (status < 200 || status > 299) {
            try (body) {
                throw OpenAiErrors.of(detail, body.stream().readNBytes(MAX_ERROR));
            } catch (IOException e) {
                // The status has said what matters.
                throw OpenAiErrors.of(detail, new byte[0]);
            }
        }
        return body;
    }

    private static InputStream stream(Message message) {
        Object body = message.getBody();
        if (body instanceof InputStream stream) {
            return stream;
        }
        byte[] bytes = body == null ? null : message.getBody(byte[].class);
        return new ByteArrayInputStream(bytes == null ? new byte[0] : bytes);
    }

    /** The reply's JSON object. */
    static JsonNode json(Exchange exchange) {
        return json(exchange, reply(exchange));
    }

    /** The bytes of a reply that says it is JSON. */
    static byte[] reply(Exchange exchange) {
        try (ReplyBody body = open(exchange)) {
            return bytes(exchange, body);
        }
    }

    static byte[] bytes(Exchange exchange, ReplyBody body) {
        if (!body.isJson()) {
            throw broken(
                    exchange,
                    "the reply is " + named(body.contentType()) + ", not JSON; check the upstream's base-url",
                    null);
        }
        return body.bytes(exchange);
    }

    /** The JSON object in the bytes of a reply. */
    static JsonNode json(Exchange exchange, byte[] bytes) {
        try {
            JsonNode json = Json.read(bytes);
            if (json.isObject()) {
                // A reply that is refused below was paid for as well.
                Call.of(exchange).used(usage(json));
                Call.of(exchange).bill().answer(answer(json));
                return json;
            }
            throw broken(exchange, bytes.length == 0 ? "the reply is empty" : "the reply is not a JSON object", null);
        } catch (IOException e) {
            throw broken(exchange, "the reply is not JSON (" + Json.problem(e) + "); check the upstream's base-url", e);
        }
    }

    /** A content type as it may be quoted: an upstream can write anything there. */
    static String named(@Nullable String contentType) {
        String type = String.valueOf(contentType).replaceAll("[^\\w/+.;= -]", "?");
        return type.length() > 80 ? type.substring(0, 80) : type;
    }

    /** A reply at 200 that is none. */
    static UpstreamException broken(Exchange exchange, String problem, @Nullable Throwable cause) {
        return new UpstreamException(
                problem, Call.of(exchange).detail().answered(200, null, null).because("malformed_reply", null), cause);
    }

    private static Answer answer(JsonNode reply) {
        List<String> reasons = new ArrayList<>(1);
        for (JsonNode choice : reply.path("choices")) {
            if (choice.path("finish_reason").isTextual()) {
                reasons.add(choice.path("finish_reason").asText());
            }
        }
        return new Answer(reply.path("id").asText(), reply.path("model").asText(), reasons);
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
}
