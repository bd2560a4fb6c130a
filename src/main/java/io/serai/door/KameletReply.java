package io.serai.door;

import io.serai.cache.CacheEntry;
import io.serai.cache.CacheStored;
import io.serai.image.Image;
import io.serai.llm.ChatReply;
import io.serai.llm.JsonReply;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import io.serai.storage.StorageUrl;
import io.serai.storage.StoredObject;
import io.serai.tts.Speech;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reply of an operation what a route expects after a kamelet: the plain value as body, the rest as headers
 * ({@code SeraiCallId}, {@code SeraiModel}, {@code SeraiSandbox}, and {@code Content-Type} of an image or audio).
 */
public final class KameletReply implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Reply reply = message.getBody(Reply.class);
        receipt(message, reply.receipt());
        if (reply instanceof ChatReply chat) {
            message.setBody(chat.text());
        } else if (reply instanceof JsonReply json) {
            message.setBody(json.value());
        } else if (reply instanceof Image image) {
            file(message, image.bytes(), image.contentType());
        } else if (reply instanceof Speech speech) {
            file(message, speech.bytes(), speech.contentType());
        } else if (reply instanceof StoredObject stored) {
            message.setHeader("SeraiKey", stored.key());
            message.setBody(stored.url());
        } else if (reply instanceof StorageUrl url) {
            message.setBody(url.url());
        } else if (reply instanceof CacheEntry entry) {
            message.setHeader("SeraiFound", entry.value() != null);
            message.setBody(entry.value());
        } else if (reply instanceof CacheStored) {
            message.setBody(exchange.getProperty(KameletRequest.BODY));
        }
    }

    private static void file(Message message, byte[] bytes, String contentType) {
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setBody(bytes);
    }

    private static void receipt(Message message, Receipt receipt) {
        message.setHeader("SeraiCallId", receipt.callId());
        header(message, "SeraiModel", receipt.model());
        header(message, "SeraiSandbox", receipt.sandbox() ? "true" : null);
    }

    private static void header(Message message, String name, @Nullable String value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }
}
