package io.serai.openai;

import io.serai.config.Upstream;
import io.serai.error.InvalidRequestException;
import io.serai.meter.Order;
import io.serai.retry.Call;
import io.serai.tts.AudioFormat;
import io.serai.tts.Speech;
import io.serai.tts.SpeechRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/** {@code POST /audio/speech}: {@link SpeechRequest} to JSON, and the audio reply to {@link Speech}. */
final class SpeechWire {
    private static final String FORMAT = "SeraiAudioFormat";

    private final Upstream upstream;

    SpeechWire(Upstream upstream) {
        this.upstream = upstream;
    }

    void encode(Exchange exchange) {
        SpeechRequest request = exchange.getMessage().getBody(SpeechRequest.class);
        String model = Call.of(exchange).target().model();
        List<String> voices = ModelTable.speech(model).voices();
        if (!voices.isEmpty() && !voices.contains(String.valueOf(request.voice()))) {
            throw InvalidRequestException.field(
                    "tts-synthesize",
                    "voice",
                    "'" + request.voice() + "' is not known to " + model + "; use one of " + String.join(", ", voices));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("input", request.text());
        json.put("voice", request.voice());
        json.put("response_format", request.format());
        if (request.speed() != null) {
            json.put("speed", request.speed());
        }
        json.putAll(request.options());
        exchange.setProperty(FORMAT, request.format());
        Call.of(exchange).bill().order(Order.speech(request.text()));
        OpenAiExchange.request(exchange, upstream, json);
    }

    void decode(Exchange exchange) {
        byte[] audio = audio(exchange);
        AudioFormat format = AudioFormat.of(Objects.requireNonNull(exchange.getProperty(FORMAT, String.class)))
                .orElseThrow();
        if (audio.length == 0) {
            throw OpenAiExchange.broken(exchange, "the audio is empty", null);
        }
        if (!format.looksLike(audio)) {
            throw OpenAiExchange.broken(exchange, "the reply is not " + format.id() + " audio", null);
        }
        exchange.getMessage()
                .setBody(new Speech(
                        audio, format.contentType(), Call.of(exchange).receipt(null)));
    }

    private static byte[] audio(Exchange exchange) {
        try (ReplyBody body = OpenAiExchange.open(exchange)) {
            if (!body.isOrUnsaid("audio/*", "application/octet-stream", "application/ogg")) {
                throw OpenAiExchange.broken(
                        exchange,
                        "the reply is " + OpenAiExchange.named(body.contentType())
                                + ", not audio; check the upstream's base-url",
                        null);
            }
            return body.bytes(exchange);
        }
    }
}
