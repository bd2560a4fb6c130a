package io.serai.tts;

import static io.serai.Operation.TTS_SYNTHESIZE;

import io.serai.config.SeraiSettings;
import io.serai.config.Settings;
import io.serai.error.UpstreamException;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;

/** Speech operations. In: {@link SpeechRequest}. Out: {@link Speech}. */
public final class TtsRoutes extends RouteBuilder {
    private static final String FORMAT = "SeraiSpeechFormat";

    private final Calls calls;

    public TtsRoutes(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:tts-synthesize")
                .routeId("tts-synthesize")
                .routeDescription("Speak a text and answer one complete audio file.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, SpeechRequest::of).id("tts-synthesize-bind")
                .process(this::open).id("tts-synthesize-open")
                .split().body(SpeechRequest.class, this::parts)
                        .aggregationStrategy(new GroupedBodyAggregationStrategy()).stopOnException()
                        .id("tts-synthesize-split")
                    .process(exchange -> Call.of(exchange).nextStep(exchange)).id("tts-synthesize-next")
                    .toD("direct:${exchangeProperty." + Call.UPSTREAM + "}-tts-synthesize").id("tts-synthesize-upstream")
                .end()
                .process(TtsRoutes::join).id("tts-synthesize-join");
        // @formatter:on
    }

    private void open(Exchange exchange) {
        Settings settings = calls.settings();
        SpeechRequest given = exchange.getIn().getBody(SpeechRequest.class);
        SpeechRequest request = new SpeechRequest(
                given.text(),
                Objects.requireNonNullElseGet(given.voice(), () -> settings.get(SeraiSettings.TTS_VOICE)),
                Objects.requireNonNullElseGet(given.model(), () -> settings.get(SeraiSettings.TTS_MODEL)),
                Objects.requireNonNullElseGet(given.format(), () -> settings.get(SeraiSettings.TTS_FORMAT)),
                given.speed());
        exchange.setProperty(FORMAT, request.format());
        calls.open(exchange, TTS_SYNTHESIZE, String.valueOf(request.model()));
        exchange.getIn().setBody(request);
    }

    private List<SpeechRequest> parts(SpeechRequest request) {
        int max = calls.settings().get(SeraiSettings.TTS_MAX_INPUT);
        return SentenceSplitter.split(request.text(), max).stream()
                .map(request::with)
                .toList();
    }

    private static void join(Exchange exchange) {
        Call call = Call.of(exchange);
        List<?> parts = exchange.getIn().getBody(List.class);
        Speech first = (Speech) parts.get(0);
        if (parts.size() == 1) {
            exchange.getIn().setBody(first);
            return;
        }
        List<byte[]> files = parts.stream().map(part -> ((Speech) part).bytes()).toList();
        try {
            String format = Objects.requireNonNull(exchange.getProperty(FORMAT, String.class));
            exchange.getIn()
                    .setBody(new Speech(AudioJoiner.join(files, format), first.contentType(), call.receipt(null)));
        } catch (IllegalArgumentException e) {
            throw new UpstreamException("the audio cannot be joined: " + e.getMessage(), call.detail(), e);
        }
    }
}
