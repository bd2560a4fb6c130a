package io.serai.tts;

import static io.serai.Operation.TTS_SYNTHESIZE;

import io.serai.config.ServiceSettings;
import io.serai.config.Settings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Speech operations. In: {@link SpeechRequest}. Out: {@link Speech}. */
public final class TtsRoutes extends RouteBuilder {
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
                .loopDoWhile(SpeechParts::isLeft).id("tts-synthesize-parts")
                    .process(SpeechParts::next).id("tts-synthesize-next")
                    .toD("direct:${exchangeProperty." + Call.UPSTREAM + "}-tts-synthesize").id("tts-synthesize-upstream")
                    .process(SpeechParts::keep).id("tts-synthesize-keep")
                .end()
                .process(SpeechParts::join).id("tts-synthesize-join");
        // @formatter:on
    }

    private void open(Exchange exchange) {
        Settings settings = calls.settings();
        SpeechRequest given = exchange.getIn().getBody(SpeechRequest.class);
        SpeechRequest request = new SpeechRequest(
                given.text(),
                Objects.requireNonNullElseGet(given.voice(), () -> settings.get(ServiceSettings.TTS_VOICE)),
                Objects.requireNonNullElseGet(given.model(), () -> settings.get(ServiceSettings.TTS_MODEL)),
                Objects.requireNonNullElseGet(given.format(), () -> settings.get(ServiceSettings.TTS_FORMAT)),
                given.speed());
        calls.open(exchange, TTS_SYNTHESIZE, String.valueOf(request.model()));
        exchange.getIn().setBody(request);
        SpeechParts.cut(exchange, settings.get(ServiceSettings.TTS_MAX_INPUT));
    }
}
