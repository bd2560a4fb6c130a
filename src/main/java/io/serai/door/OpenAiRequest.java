package io.serai.door;

import io.serai.error.InvalidRequestException;
import io.serai.image.ImageRequest;
import io.serai.json.Fields;
import io.serai.llm.ChatRequest;
import io.serai.reuse.Wishes;
import io.serai.tts.SpeechRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Makes our requests out of the bodies that OpenAI's clients send. Fields that are not ours go on to the upstream, which
 * judges them: what it takes, it takes here too.
 */
final class OpenAiRequest {
    private OpenAiRequest() {}

    static void chat(Exchange exchange) {
        Map<String, Object> body = body(exchange);
        Object stream = body.remove("stream");
        Object options = body.remove("stream_options");
        if (Boolean.TRUE.equals(stream)) {
            OpenAiStream.open(exchange, options instanceof Map<?, ?> map ? map : Map.of());
        } else if (stream != null && !Boolean.FALSE.equals(stream)) {
            throw InvalidRequestException.field("llm-chat", "stream", "must be true or false");
        }
        exchange.getIn().setBody(ChatRequest.asSent(body));
    }

    static void image(Exchange exchange) {
        Map<String, Object> body = body(exchange);
        Fields fields = new Fields("image-generate", body);
        if (Boolean.TRUE.equals(body.get("stream"))) {
            throw InvalidRequestException.field(
                    "image-generate", "stream", "is not taken for images; leave it out and the image comes whole");
        }
        String prompt = fields.requiredText("prompt");
        ImageRequest request = new ImageRequest(
                prompt,
                fields.text("model"),
                fields.text("size"),
                fields.text("quality"),
                rest(body, "prompt", "model", "size", "quality", "stream"));
        exchange.getIn().setBody(request);
    }

    static void speech(Exchange exchange) {
        Map<String, Object> body = body(exchange);
        Fields fields = new Fields("tts-synthesize", body);
        if ("sse".equals(body.get("stream_format"))) {
            throw InvalidRequestException.field(
                    "tts-synthesize", "stream_format", "'sse' is not taken; leave it out and the audio comes whole");
        }
        String input = fields.requiredText("input");
        if (input.isBlank()) {
            throw InvalidRequestException.field("tts-synthesize", "input", "is empty; give at least 1 character");
        }
        SpeechRequest request = new SpeechRequest(
                input,
                fields.text("voice"),
                fields.text("model"),
                fields.text("response_format"),
                fields.number("speed"),
                rest(body, "input", "voice", "model", "response_format", "speed", "stream_format"));
        exchange.getIn().setBody(request);
    }

    static void embeddings(Exchange exchange) {
        exchange.getIn().setBody(body(exchange));
    }

    /** The body's fields, to be changed at will; from here on the caller gets what the upstream says. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Exchange exchange) {
        exchange.setProperty(Wishes.VERBATIM, true);
        return new LinkedHashMap<>(exchange.getIn().getBody(Map.class));
    }

    private static Map<String, Object> rest(Map<String, Object> body, String... taken) {
        Map<String, Object> rest = new LinkedHashMap<>(body);
        for (String name : taken) {
            rest.remove(name);
        }
        return rest;
    }
}
