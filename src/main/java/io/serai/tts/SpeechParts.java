package io.serai.tts;

import io.serai.error.UpstreamException;
import io.serai.retry.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The state of one {@code tts-synthesize} call: the pieces of its text, spoken one after the other, and their audio. */
final class SpeechParts {
    private static final String PROPERTY = "SeraiSpeechParts";

    private final SpeechRequest request;
    private final List<String> texts;
    private final List<byte[]> files = new ArrayList<>();
    private final @Nullable SpeechKeeper keeper;
    private String contentType = "";

    private SpeechParts(SpeechRequest request, List<String> texts, @Nullable SpeechKeeper keeper) {
        this.request = request;
        this.texts = texts;
        // One piece alone is kept, if at all, as the whole that it is.
        this.keeper = texts.size() > 1 ? keeper : null;
    }

    /** Body in: {@link SpeechRequest} whose text may be longer than one request takes. */
    static void cut(Exchange exchange, int maxChars) {
        SpeechRequest request = exchange.getIn().getBody(SpeechRequest.class);
        SpeechParts parts = new SpeechParts(
                request,
                SentenceSplitter.split(request.text(), maxChars),
                exchange.getProperty(SpeechKeeper.PROPERTY, SpeechKeeper.class));
        parts.recall();
        exchange.setProperty(PROPERTY, parts);
    }

    /** Begins with the pieces that were spoken before. */
    private void recall() {
        while (keeper != null && files.size() < texts.size()) {
            Optional<Speech> kept = keeper.find(piece());
            if (kept.isEmpty()) {
                return;
            }
            add(kept.get());
        }
    }

    private SpeechRequest piece() {
        return request.with(texts.get(files.size()));
    }

    private void add(Speech spoken) {
        files.add(spoken.bytes());
        contentType = spoken.contentType();
    }

    static boolean isLeft(Exchange exchange) {
        SpeechParts parts = of(exchange);
        return parts.files.size() < parts.texts.size();
    }

    /** Out: the {@link SpeechRequest} of the next piece. */
    static void next(Exchange exchange) {
        SpeechParts parts = of(exchange);
        Call.of(exchange).nextStep(exchange);
        exchange.getIn().setBody(parts.piece());
    }

    /** Body in: the {@link Speech} of a piece. */
    static void keep(Exchange exchange) {
        SpeechParts parts = of(exchange);
        Speech spoken = exchange.getMessage().getBody(Speech.class);
        if (parts.keeper != null) {
            parts.keeper.keep(parts.piece(), spoken);
        }
        parts.add(spoken);
    }

    /** Out: the {@link Speech} of the whole text. */
    static void join(Exchange exchange) {
        SpeechParts parts = of(exchange);
        Call call = Call.of(exchange);
        try {
            byte[] joined = AudioJoiner.join(parts.files, String.valueOf(parts.request.format()));
            exchange.getMessage().setBody(new Speech(joined, parts.contentType, call.receipt(null)));
        } catch (IllegalArgumentException e) {
            throw new UpstreamException("the audio cannot be joined: " + e.getMessage(), call.detail(), e);
        }
    }

    private static SpeechParts of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, SpeechParts.class);
    }
}
