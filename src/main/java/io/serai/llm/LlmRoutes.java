package io.serai.llm;

import static io.serai.Operation.LLM_CHAT;
import static io.serai.Operation.LLM_JSON;

import io.serai.config.ServiceSettings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import io.serai.retry.UpstreamPolicy;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/** LLM operations. In: {@link ChatRequest}, {@link JsonRequest}. Out: {@link ChatReply}, {@link JsonReply}. */
public final class LlmRoutes extends RouteBuilder {
    private static final String VENDOR = "direct:${exchangeProperty." + Call.UPSTREAM + "}-llm-chat";

    private final Calls calls;

    public LlmRoutes(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void configure() {
        // @formatter:off
        from("direct:llm-chat")
                .routeId("llm-chat")
                .routeDescription("Answer a conversation with the model's reply.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, ChatRequest::of).id("llm-chat-bind")
                .process(this::openChat).id("llm-chat-open")
                .toD(VENDOR).id("llm-chat-upstream");

        from("direct:llm-json")
                .routeId("llm-json")
                .routeDescription("Answer with a JSON object that satisfies the given schema.")
                .routeConfigurationId(UpstreamPolicy.ID)
                .transform().body(Object.class, JsonRequest::of).id("llm-json-bind")
                .process(this::openJson).id("llm-json-open")
                .process(JsonCompletion::ask).id("llm-json-ask")
                .toD(VENDOR).id("llm-json-upstream")
                .process(JsonCompletion::check).id("llm-json-check")
                .filter(JsonCompletion::needsCorrection).id("llm-json-misfit")
                    .process(JsonCompletion::correct).id("llm-json-correct")
                    .toD(VENDOR).id("llm-json-upstream-again")
                    .process(JsonCompletion::checkAgain).id("llm-json-check-again")
                .end();
        // @formatter:on
    }

    private void openChat(Exchange exchange) {
        ChatRequest request = exchange.getIn().getBody(ChatRequest.class);
        String model = modelOr(request.model());
        Double temperature = request.temperature();
        if (temperature == null) {
            temperature = calls.settings().get(ServiceSettings.LLM_TEMPERATURE);
        }
        calls.open(exchange, LLM_CHAT, model);
        exchange.getIn().setBody(request.with(model, temperature));
    }

    private void openJson(Exchange exchange) {
        calls.open(
                exchange,
                LLM_JSON,
                modelOr(exchange.getIn().getBody(JsonRequest.class).model()));
    }

    private String modelOr(@Nullable String model) {
        return Objects.requireNonNullElseGet(model, () -> calls.settings().get(ServiceSettings.LLM_MODEL));
    }
}
