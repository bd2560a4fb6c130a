package io.serai.openai;

import io.serai.Operation;
import io.serai.config.ReplyLimits;
import io.serai.config.Upstream;
import io.serai.error.ApiTimeoutException;
import io.serai.retry.Call;
import io.serai.retry.UpstreamPolicy;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The vendor routes of one OpenAI-compatible upstream: {@code direct:<upstream>-llm-chat} and so on. They have no error
 * handler: a failure goes, as our own exception, to the service route, whose policy repeats the whole vendor route.
 */
public final class OpenAiRoutes extends RouteBuilder {
    private static final String TLS = "seraiTls-";

    private final Upstream upstream;
    private final ScheduledExecutorService timer;
    private final String http;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param timer ends attempts whose time is over
     */
    public OpenAiRoutes(Upstream upstream, ScheduledExecutorService timer) {
        this.upstream = upstream;
        this.timer = timer;
        this.http = "seraiHttp-" + upstream.name();
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind(http, new HttpAttempt(timer));
        if (upstream.caFile() != null) {
            getContext().getRegistry().bind(TLS + upstream.name(), ExtraTrust.in(upstream));
        }
        ChatWire chat = new ChatWire(upstream);
        vendor(Operation.LLM_CHAT, "/chat/completions", chat::encode, chat::decode);
        EmbedWire embed = new EmbedWire(upstream);
        vendor(Operation.LLM_EMBED, "/embeddings", embed::encode, embed::decode);
        ImageWire image = new ImageWire(upstream);
        vendor(Operation.IMAGE_GENERATE, "/images/generations", image::encode, image::decode);
        SpeechWire speech = new SpeechWire(upstream);
        vendor(Operation.TTS_SYNTHESIZE, "/audio/speech", speech::encode, speech::decode);
    }

    private void vendor(Operation operation, String path, Processor encode, Processor decode) {
        String id = upstream.name() + "-" + operation.id();
        ReplyLimits limits = upstream.limits(operation.service());
        // @formatter:off
        from("direct:" + id)
                .routeId(id)
                .routeDescription("Send " + operation.id() + " to the upstream " + upstream.name() + ".")
                // A reply is read as it flows, once.
                .noStreamCaching()
                .routeConfigurationId(UpstreamPolicy.NONE)
                .errorHandler(noErrorHandler())
                .process(encode).id(id + "-encode")
                .process(exchange -> attempt(exchange, limits)).id(id + "-attempt")
                .doTry()
                    .to(endpoint(path, limits)).id(id + "-http")
                .doCatch(Exception.class)
                    .process(Unanswered::explain).id(id + "-unanswered")
                .end()
                .process(decode).id(id + "-decode")
                .process(exchange -> Call.of(exchange).answered()).id(id + "-answered");
        // @formatter:on
    }

    /** Body in: the request's JSON; out: what Camel HTTP sends, when the call's time and its listeners allow it. */
    private void attempt(Exchange exchange, ReplyLimits limits) {
        Call call = Call.of(exchange);
        if (call.deadline().passed()) {
            throw new ApiTimeoutException(call.deadline().over(), call.detail(), ApiTimeoutException.Phase.TOTAL, null);
        }
        call.attempt();
        byte[] json = exchange.getMessage().getBody(byte[].class);
        boolean streamed = exchange.getProperty(OpenAiExchange.STREAMED, false, Boolean.class);
        exchange.getMessage().setBody(new AttemptEntity(json, call, limits, streamed, key()));
    }

    private @Nullable String key() {
        List<String> keys = upstream.keys();
        return keys.isEmpty() ? null : keys.get(Math.floorMod(turn.getAndIncrement(), keys.size()));
    }

    private String endpoint(String path, ReplyLimits limits) {
        // Our own clock ends an attempt; the client's limits stand behind it. The pool is sized for the calls in
        // flight:
        // Camel's own 20 a host would be a hidden queue. Without the stream cache a reply can be read as it flows.
        long behind = limits.attempt().toMillis() + 1000;
        return upstream.baseUrl() + path + "?httpMethod=POST&throwExceptionOnFailure=false&copyHeaders=false"
                + "&followRedirects=false&disableStreamCache=true&httpClientConfigurer=#" + http
                + "&maxTotalConnections=2000&connectionsPerRoute=2000"
                + "&connectTimeout=" + (limits.connect().toMillis() + 1000)
                + "&responseTimeout=" + behind
                + "&soTimeout=" + behind
                + (upstream.caFile() == null ? "" : "&sslContextParameters=#" + TLS + upstream.name());
    }
}
