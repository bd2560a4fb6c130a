package io.serai.door;

import io.serai.http.HttpCall;
import io.serai.image.Image;
import io.serai.llm.ChatReply;
import io.serai.llm.EmbedReply;
import io.serai.meter.Reply;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Answers OpenAI's clients with the bytes that the upstream sent, as long as nothing in them has to change. */
final class OpenAiReply {
    private OpenAiReply() {}

    static void write(Exchange exchange) throws IOException {
        Reply reply = (Reply) exchange.getMessage().getBody();
        OpenAiStream stream = OpenAiStream.of(exchange);
        byte[] raw = raw(reply);
        if (stream != null && reply instanceof ChatReply chat) {
            stream.complete(chat);
        } else if (raw == null) {
            RestReply.write(exchange);
        } else {
            RestReply.head(exchange, reply.receipt());
            Message message = exchange.getMessage();
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(raw);
        }
    }

    private static byte @Nullable [] raw(Reply reply) {
        if (reply instanceof ChatReply chat) {
            return chat.raw();
        }
        if (reply instanceof EmbedReply embed) {
            return embed.raw();
        }
        return reply instanceof Image image ? image.raw() : null;
    }

    /** A failure: as the reply, or, once a stream has begun, as its last event. */
    static void problem(Exchange exchange) throws IOException {
        OpenAiStream stream = OpenAiStream.of(exchange);
        if (stream != null && stream.isBegun()) {
            Map<String, Object> problem = RestProblem.of(exchange);
            if (!HttpCall.of(exchange).isGone()) {
                stream.fail(problem);
            }
        } else {
            RestProblem.write(exchange);
        }
    }
}
