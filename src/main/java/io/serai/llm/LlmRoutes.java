package io.serai.llm;

import static io.serai.Operation.LLM_CHAT;
import static io.serai.Operation.LLM_EMBED;
import static io.serai.Operation.LLM_JSON;
import static io.serai.config.ServiceSettings.LLM_CACHE;
import static io.serai.config.ServiceSettings.LLM_CACHE_TTL;

import io.serai.config.ServiceSettings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import io.serai.reuse.IdempotentKind;
import io.serai.reuse.Reuse;
import io.serai.reuse.Wishes;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/** LLM operations. In: {@link ChatRequest}, {@link JsonRequest}, {@link EmbedRequest}. Out: their replies. */
public final class LlmRoutes extends RouteBuilder {
    private static final String VENDOR = "direct:${exchangeProperty." + Call.UPSTREAM + "}-llm-chat";

    private final Calls calls;
    private final Reuse reuse;

    public LlmRoutes(Calls calls, Reuse reuse) {
        this.calls = calls;
        this.reuse = reuse;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:llm-chat")
                .routeId("llm-chat")
                .routeDescription("Answer a conversation with the model's reply.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, ChatRequest::of).id("llm-chat-bind")
                .policy(reuse.idempotent(IdempotentKind.of(LLM_CHAT, ChatReply.class))).id("llm-chat-once")
                    .process(this::openChat).id("llm-chat-open")
                    .policy(reuse.paid(LlmKinds.CHAT, LLM_CACHE, LLM_CACHE_TTL)).id("llm-chat-reuse")
                        .toD(VENDOR).id("llm-chat-upstream")
                    .end()
                .end();

        from("direct:llm-json")
                .routeId("llm-json")
                .routeDescription("Answer with a JSON object that satisfies the given schema.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, JsonRequest::of).id("llm-json-bind")
                .policy(reuse.idempotent(IdempotentKind.of(LLM_JSON, JsonReply.class))).id("llm-json-once")
                    .process(this::openJson).id("llm-json-open")
                    .policy(reuse.paid(LlmKinds.JSON, LLM_CACHE, LLM_CACHE_TTL)).id("llm-json-reuse")
                        .process(JsonCompletion::ask).id("llm-json-ask")
                        .toD(VENDOR).id("llm-json-upstream")
                        .process(JsonCompletion::check).id("llm-json-check")
                        .filter(JsonCompletion::needsCorrection).id("llm-json-misfit")
                            .process(JsonCompletion::correct).id("llm-json-correct")
                            .toD(VENDOR).id("llm-json-upstream-again")
                            .process(JsonCompletion::checkAgain).id("llm-json-check-again")
                        .end()
                    .end()
                .end();

        from("direct:llm-embed")
                .routeId("llm-embed")
                .routeDescription("Answer the vectors of one or more texts.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, EmbedRequest::of).id("llm-embed-bind")
                .policy(reuse.idempotent(IdempotentKind.of(LLM_EMBED, EmbedReply.class))).id("llm-embed-once")
                    .process(this::openEmbed).id("llm-embed-open")
                    .policy(reuse.paid(LlmKinds.EMBED, LLM_CACHE, LLM_CACHE_TTL)).id("llm-embed-reuse")
                        .toD("direct:${exchangeProperty." + Call.UPSTREAM + "}-llm-embed").id("llm-embed-upstream")
                    .end()
                .end();
        // @formatter:on
    }

    private void openChat(Exchange exchange) {
        ChatRequest request = exchange.getIn().getBody(ChatRequest.class);
        String model = modelOr(request.model());
        Double temperature = request.temperature();
        if (temperature == null && !exchange.getProperty(Wishes.VERBATIM, false, Boolean.class)) {
            temperature = calls.settings().get(ServiceSettings.LLM_TEMPERATURE);
        }
        exchange.getIn().setBody(request.with(model, temperature));
        calls.open(exchange, LLM_CHAT, model);
    }

    private void openJson(Exchange exchange) {
        calls.open(
                exchange,
                LLM_JSON,
                modelOr(exchange.getIn().getBody(JsonRequest.class).model()));
    }

    private void openEmbed(Exchange exchange) {
        EmbedRequest request = exchange.getIn().getBody(EmbedRequest.class);
        String model = Objects.requireNonNullElseGet(
                request.model(), () -> calls.settings().get(ServiceSettings.LLM_EMBED_MODEL));
        calls.open(exchange, LLM_EMBED, model);
        exchange.getIn().setBody(request.with(model));
    }

    private String modelOr(@Nullable String model) {
        return Objects.requireNonNullElseGet(model, () -> calls.settings().get(ServiceSettings.LLM_MODEL));
    }
}
