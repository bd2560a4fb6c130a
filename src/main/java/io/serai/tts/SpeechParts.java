package io.serai.tts;

import io.serai.error.UpstreamException;
import io.serai.retry.Call;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** The state of one {@code tts-synthesize} call: the pieces of its text, spoken one after the other, and their audio. */
final class SpeechParts {
    private static final String PROPERTY = "SeraiSpeechParts";

    private final SpeechRequest request;
    private final List<String> texts;
    private final List<byte[]> files = new ArrayList<>();

    private SpeechParts(SpeechRequest request, List<String> texts) {
        this.request = request;
        this.texts = texts;
    }

    /** Body in: {@link SpeechRequest} whose text may be longer than one request takes. */
    static void cut(Exchange exchange, int maxChars) {
        SpeechRequest request = exchange.getIn().getBody(SpeechRequest.class);
        exchange.setProperty(PROPERTY, new SpeechParts(request, SentenceSplitter.split(request.text(), maxChars)));
    }

    static boolean isLeft(Exchange exchange) {
        SpeechParts parts = of(exchange);
        return parts.files.size() < parts.texts.size();
    }

    /** Out: the {@link SpeechRequest} of the next piece. */
    static void next(Exchange exchange) {
        SpeechParts parts = of(exchange);
        Call.of(exchange).nextStep(exchange);
        exchange.getIn().setBody(parts.request.with(parts.texts.get(parts.files.size())));
    }

    /** Body in: the {@link Speech} of a piece. */
    static void keep(Exchange exchange) {
        of(exchange).files.add(exchange.getMessage().getBody(Speech.class).bytes());
    }

    /** Out: the {@link Speech} of the whole text. */
    static void join(Exchange exchange) {
        SpeechParts parts = of(exchange);
        Call call = Call.of(exchange);
        Speech last = exchange.getMessage().getBody(Speech.class);
        try {
            byte[] joined = AudioJoiner.join(parts.files, String.valueOf(parts.request.format()));
            exchange.getMessage().setBody(new Speech(joined, last.contentType(), call.receipt(null)));
        } catch (IllegalArgumentException e) {
            throw new UpstreamException("the audio cannot be joined: " + e.getMessage(), call.detail(), e);
        }
    }

    private static SpeechParts of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, SpeechParts.class);
    }
}
