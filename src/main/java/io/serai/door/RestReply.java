package io.serai.door;

import io.serai.cache.CacheEntry;
import io.serai.image.Image;
import io.serai.json.Json;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import io.serai.retry.Call;
import io.serai.reuse.Wishes;
import io.serai.storage.Download;
import io.serai.storage.ObjectStat;
import io.serai.tts.Speech;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Renders a reply: images, audio, objects and cached values as their bytes, the rest as JSON; the receipt as headers. */
final class RestReply {
    /** A stored page may be shown, but runs no script and loads nothing: it must not act in this door's name. */
    static final String HARMLESS =
            "sandbox; default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'";

    /** Tells the answer to an earlier request from one that was made now. */
    static final String REPLAYED = "Idempotent-Replayed";

    private RestReply() {}

    static void write(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Reply reply = (Reply) message.getBody();
        head(exchange, reply.receipt());
        if (reply instanceof Image image) {
            bytes(message, image.bytes(), image.contentType());
        } else if (reply instanceof Speech speech) {
            bytes(message, speech.bytes(), speech.contentType());
        } else if (reply instanceof CacheEntry entry) {
            bytes(message, entry.found(), "application/octet-stream");
        } else if (reply instanceof Download download) {
            RestObject.write(exchange, download);
        } else if (reply instanceof ObjectStat stat
                && RestCall.of(exchange).method().equals("HEAD")) {
            RestObject.writeHead(message, stat);
        } else {
            json(message, 200, reply);
        }
    }

    static void head(Exchange exchange, Receipt receipt) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        headers(receipt).forEach(message::setHeader);
        rateLimits(exchange).forEach(message::setHeader);
        if (exchange.getProperty(Wishes.REPLAYED, false, Boolean.class)) {
            message.setHeader(REPLAYED, "true");
        }
    }

    static void json(Message message, int status, Object value) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(Json.bytes(value));
    }

    private static void bytes(Message message, @Nullable Object body, String contentType) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setHeader("Content-Security-Policy", HARMLESS);
        message.setBody(body);
    }

    /** What a receipt says, as headers; {@code x-request-id} is where OpenAI's clients look. */
    static Map<String, String> headers(Receipt receipt) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("x-request-id", receipt.callId());
        headers.put("openai-processing-ms", String.valueOf(receipt.millis()));
        headers.put("x-serai-call-id", receipt.callId());
        put(headers, "x-serai-upstream", receipt.upstream());
        put(headers, "x-serai-model", receipt.model());
        headers.put("x-serai-attempts", String.valueOf(receipt.attempts()));
        put(headers, "x-serai-cache", receipt.cache());
        put(headers, "x-serai-cache-age", receipt.age());
        put(headers, "x-serai-cost", receipt.cost());
        if (receipt.sandbox()) {
            headers.put("x-serai-sandbox", "true");
        }
        return headers;
    }

    /** What the upstream said of its limits to the call that paid; nothing for a reply of an earlier call. */
    static Map<String, String> rateLimits(Exchange exchange) {
        return Call.find(exchange).map(Call::rateLimits).orElse(Map.of());
    }

    private static void put(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }
}
