package io.serai.door;

import io.serai.cache.CacheEntry;
import io.serai.image.Image;
import io.serai.json.Json;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import io.serai.reuse.Wishes;
import io.serai.storage.Download;
import io.serai.tts.Speech;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Renders a reply: images, audio, objects and cached values as their bytes, the rest as JSON; the receipt as headers. */
final class RestReply {
    /** A stored page may be shown, but runs no script and loads nothing: it must not act in this door's name. */
    private static final String HARMLESS =
            "sandbox; default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'";

    private RestReply() {}

    static void write(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Reply reply = (Reply) message.getBody();
        message.removeHeaders("*");
        headers(message, reply.receipt());
        if (exchange.getProperty(Wishes.REPLAYED, false, Boolean.class)) {
            message.setHeader("Idempotent-Replayed", "true");
        }
        if (reply instanceof Image image) {
            bytes(message, image.bytes(), image.contentType());
        } else if (reply instanceof Speech speech) {
            bytes(message, speech.bytes(), speech.contentType());
        } else if (reply instanceof CacheEntry entry) {
            bytes(message, entry.found(), "application/octet-stream");
        } else if (reply instanceof Download download) {
            exchange.getExchangeExtension().addOnCompletion(new ClosingWhenDone(download));
            bytes(message, download.content().open(), download.contentType());
            message.setHeader("Content-Length", download.size());
        } else {
            json(message, 200, reply);
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

    private static void headers(Message message, Receipt receipt) {
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("x-serai-call-id", receipt.callId());
        header(message, "x-serai-upstream", receipt.upstream());
        header(message, "x-serai-model", receipt.model());
        message.setHeader("x-serai-attempts", receipt.attempts());
        header(
                message,
                "x-serai-cost",
                receipt.cost() == null ? null : receipt.cost().toString());
        header(message, "x-serai-cache", receipt.cache());
        header(message, "x-serai-cache-age", receipt.age());
        if (receipt.sandbox()) {
            message.setHeader("x-serai-sandbox", "true");
        }
    }

    private static void header(Message message, String name, @Nullable Object value) {
        if (value != null) {
            message.setHeader(name, value.toString());
        }
    }
}
