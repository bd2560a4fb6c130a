package io.serai.openai;

import io.serai.Operation;
import io.serai.config.Upstream;
import io.serai.retry.Call;
import io.serai.retry.UpstreamPolicy;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * The vendor routes of one OpenAI-compatible upstream: {@code direct:<upstream>-llm-chat} and so on. They have no error
 * handler: a failure goes, as our own exception, to the service route, whose policy repeats the whole vendor route.
 */
public final class OpenAiRoutes extends RouteBuilder {
    private final Upstream upstream;
    private final ScheduledExecutorService timer;

    /**
     * @param timer ends attempts whose time is over
     */
    public OpenAiRoutes(Upstream upstream, ScheduledExecutorService timer) {
        this.upstream = upstream;
        this.timer = timer;
    }

    @Override
    public void configure() {
        String http = "seraiHttp-" + upstream.name();
        getContext().getRegistry().bind(http, new HttpAttempt(upstream, timer));
        ChatWire chat = new ChatWire(upstream);
        vendor(Operation.LLM_CHAT, "/chat/completions", http, chat::encode, chat::decode);
        ImageWire image = new ImageWire(upstream);
        vendor(Operation.IMAGE_GENERATE, "/images/generations", http, image::encode, image::decode);
        SpeechWire speech = new SpeechWire(upstream);
        vendor(Operation.TTS_SYNTHESIZE, "/audio/speech", http, speech::encode, speech::decode);
    }

    private void vendor(Operation operation, String path, String http, Processor encode, Processor decode) {
        String id = upstream.name() + "-" + operation.id();
        // @formatter:off
        from("direct:" + id)
                .routeId(id)
                .routeDescription("Send " + operation.id() + " to the upstream " + upstream.name() + ".")
                .routeConfigurationId(UpstreamPolicy.NONE)
                .errorHandler(noErrorHandler())
                .process(encode).id(id + "-encode")
                .doTry()
                    .to(endpoint(path, http)).id(id + "-http")
                .doCatch(Exception.class)
                    .process(OpenAiExchange::unreachable).id(id + "-unreachable")
                .end()
                .process(decode).id(id + "-decode")
                .process(exchange -> Call.of(exchange).answered()).id(id + "-answered");
        // @formatter:on
    }

    private String endpoint(String path, String http) {
        // The pool is sized for the calls in flight; Camel's own 20 a host would be a hidden queue.
        return upstream.baseUrl() + path + "?httpMethod=POST&throwExceptionOnFailure=false&copyHeaders=false"
                + "&followRedirects=false&httpClientConfigurer=#" + http
                + "&maxTotalConnections=2000&connectionsPerRoute=2000"
                + "&connectTimeout=" + upstream.connectTimeout().toMillis()
                + "&responseTimeout=" + upstream.timeout().toMillis()
                + "&soTimeout=" + upstream.timeout().toMillis();
    }
}
