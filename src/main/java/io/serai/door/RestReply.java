package io.serai.door;

import io.serai.image.Image;
import io.serai.json.Json;
import io.serai.meter.Receipt;
import io.serai.tts.Speech;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Renders a reply record: images, audio and stored bytes as they are, everything else as JSON; the receipt as headers. */
final class RestReply {
    private RestReply() {}

    static void write(Exchange exchange) {
        Message message = exchange.getMessage();
        Object reply = message.getBody();
        message.removeHeaders("*");
        message.setHeader("X-Content-Type-Options", "nosniff");
        if (reply instanceof Image image) {
            bytes(message, image.bytes(), image.contentType(), image.receipt());
        } else if (reply instanceof Speech speech) {
            bytes(message, speech.bytes(), speech.contentType(), speech.receipt());
        } else {
            json(message, 200, reply);
        }
    }

    private static void bytes(Message message, byte[] bytes, String contentType, Receipt receipt) {
        headers(message, receipt);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(bytes);
    }

    static void json(Message message, int status, Object value) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(Json.bytes(value));
    }

    private static void headers(Message message, Receipt receipt) {
        message.setHeader("x-serai-call-id", receipt.callId());
        header(message, "x-serai-upstream", receipt.upstream());
        header(message, "x-serai-model", receipt.model());
        message.setHeader("x-serai-attempts", receipt.attempts());
        if (receipt.sandbox()) {
            message.setHeader("x-serai-sandbox", "true");
        }
    }

    private static void header(Message message, String name, @Nullable String value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
