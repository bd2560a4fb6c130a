package io.serai.tts;

import static io.serai.Operation.TTS_SYNTHESIZE;
import static io.serai.config.ServiceSettings.TTS_CACHE;
import static io.serai.config.ServiceSettings.TTS_CACHE_TTL;

import io.serai.config.ServiceSettings;
import io.serai.config.Settings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.ReplyKind;
import io.serai.reuse.Reuse;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Speech operations. In: {@link SpeechRequest}. Out: {@link Speech}. */
public final class TtsRoutes extends RouteBuilder {
    private static final ReplyKind<Speech> KIND = new ReplyKind<>(
            TTS_SYNTHESIZE,
            Speech.class,
            TtsRoutes::question,
            reply -> true,
            reply -> reply.bytes().length,
            Speech::with);

    private final Calls calls;
    private final Reuse reuse;

    public TtsRoutes(Calls calls, Reuse reuse) {
        this.calls = calls;
        this.reuse = reuse;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:tts-synthesize")
                .routeId("tts-synthesize")
                .routeDescription("Speak a text and answer one complete audio file.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, SpeechRequest::of).id("tts-synthesize-bind")
                .policy(reuse.idempotent(IdempotentKind.of(TTS_SYNTHESIZE, Speech.class))).id("tts-synthesize-once")
                    .process(this::open).id("tts-synthesize-open")
                    .policy(reuse.paid(KIND, TTS_CACHE, TTS_CACHE_TTL)).id("tts-synthesize-reuse")
                        .process(this::cut).id("tts-synthesize-cut")
                        .loopDoWhile(SpeechParts::isLeft).id("tts-synthesize-parts")
                            .process(SpeechParts::next).id("tts-synthesize-next")
                            .toD("direct:${exchangeProperty." + Call.UPSTREAM + "}-tts-synthesize").id("tts-synthesize-upstream")
                            .process(SpeechParts::keep).id("tts-synthesize-keep")
                        .end()
                        .process(SpeechParts::join).id("tts-synthesize-join")
                    .end()
                .end();
        // @formatter:on
    }

    private static Object question(Object request) {
        SpeechRequest given = (SpeechRequest) request;
        return new SpeechRequest(given.text(), given.voice(), null, given.format(), given.speed(), given.options());
    }

    private void open(Exchange exchange) {
        Settings settings = calls.settings();
        SpeechRequest given = exchange.getIn().getBody(SpeechRequest.class);
        SpeechRequest request = new SpeechRequest(
                given.text(),
                Objects.requireNonNullElseGet(given.voice(), () -> settings.get(ServiceSettings.TTS_VOICE)),
                Objects.requireNonNullElseGet(given.model(), () -> settings.get(ServiceSettings.TTS_MODEL)),
                Objects.requireNonNullElseGet(given.format(), () -> settings.get(ServiceSettings.TTS_FORMAT)),
                given.speed(),
                given.options());
        calls.open(exchange, TTS_SYNTHESIZE, String.valueOf(request.model()));
        exchange.getIn().setBody(request);
    }

    private void cut(Exchange exchange) {
        SpeechParts.cut(exchange, calls.settings().get(ServiceSettings.TTS_MAX_INPUT));
    }
}
