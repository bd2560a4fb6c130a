package io.serai.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.serai.config.Target;
import io.serai.error.ServiceException;
import io.serai.meter.Answer;
import io.serai.meter.Cost;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import io.serai.retry.CallListener;
import io.serai.watch.GenAi;
import io.serai.watch.Outcome;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call, retries included, as <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">the conventions</a>
 * want it; each request that was sent is an event of it. Calls that go to no model have none.
 */
final class CallSpan implements CallListener {
    private static final int ANSWERED = 200;

    private final Tracer tracer;
    private final Context parent;
    private final Exchange exchange;
    private final boolean content;
    private Span span = Span.getInvalid();

    CallSpan(Tracer tracer, Context parent, Exchange exchange, boolean content) {
        this.tracer = tracer;
        this.parent = parent;
        this.exchange = exchange;
        this.content = content;
    }

    @Override
    public void opened(Call call) {
        if (!call.hasTarget()) {
            return;
        }
        String operation = GenAi.operation(call.operation());
        String model = call.target().model();
        span = tracer.spanBuilder(operation + " " + model)
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("gen_ai.operation.name", operation)
                .setAttribute("gen_ai.provider.name", call.target().upstream().name())
                .setAttribute("gen_ai.request.model", model)
                .setAttribute("serai.operation", call.operation())
                .setAttribute("serai.call.id", call.id())
                .startSpan();
        asks(call.target());
        if (!call.tenant().isEmpty()) {
            span.setAttribute("serai.key", call.tenant());
        }
        SpanRequest.describe(span, call.operation(), exchange.getIn().getBody());
        if (content) {
            SpanContent.ofRequest(span, exchange.getIn().getBody());
        }
    }

    /** Who is asked; a call that falls back along its chain ends with the last. */
    private void asks(Target target) {
        span.setAttribute("gen_ai.provider.name", target.upstream().name());
        // The name before version 1.37 of the conventions, which most tools still look for.
        span.setAttribute("gen_ai.system", target.upstream().name());
        span.setAttribute("gen_ai.request.model", target.model());
        String host = target.upstream().baseUrl().getHost();
        if (host != null) {
            span.setAttribute("server.address", host);
            int port = target.upstream().baseUrl().getPort();
            boolean plain = "http".equals(target.upstream().baseUrl().getScheme());
            span.setAttribute("server.port", port > 0 ? port : plain ? 80 : 443);
        }
    }

    @Override
    public void attempted(Call call, @Nullable ServiceException failure, @Nullable Usage usage) {
        if (!call.hasTarget()) {
            return;
        }
        AttributesBuilder attempt = Attributes.builder()
                .put("serai.attempt.number", call.attempts())
                .put("gen_ai.provider.name", call.target().upstream().name())
                .put("gen_ai.request.model", call.target().model())
                .put("serai.outcome", Outcome.of(failure));
        int status = failure == null ? ANSWERED : failure.detail().status();
        if (status > 0) {
            attempt.put("http.response.status_code", status);
        }
        span.addEvent("serai.attempt", attempt.build());
    }

    @Override
    public void closed(Call call, @Nullable ServiceException failure) {
        if (!call.hasTarget()) {
            return;
        }
        asks(call.target());
        span.setAttribute("serai.attempts", call.attempts());
        if (call.cache() != null) {
            span.setAttribute("serai.cache", call.cache().toString());
        }
        if (call.target().upstream().sandbox()) {
            span.setAttribute("serai.sandbox", true);
        }
        Long first = call.bill().firstMillis();
        if (first != null) {
            span.setAttribute("gen_ai.response.time_to_first_chunk", first / 1_000.0);
        }
        answered(call.bill().answer(), exchange.getMessage().getBody());
        used(call.bill().usage());
        paid(call.bill().cost());
        if (failure == null) {
            if (content) {
                SpanContent.ofReply(span, exchange.getMessage().getBody());
            }
        } else {
            span.setAttribute("error.type", Outcome.of(failure));
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        }
        span.end();
    }

    private void answered(@Nullable Answer answer, @Nullable Object reply) {
        if (answer == null) {
            SpanRequest.finish(span, reply);
            return;
        }
        if (!answer.id().isEmpty()) {
            span.setAttribute("gen_ai.response.id", answer.id());
        }
        if (!answer.model().isEmpty()) {
            span.setAttribute("gen_ai.response.model", answer.model());
        }
        if (!answer.finishReasons().isEmpty()) {
            span.setAttribute(SpanRequest.FINISH, answer.finishReasons());
        }
    }

    private void used(@Nullable Usage usage) {
        if (usage == null) {
            return;
        }
        span.setAttribute("gen_ai.usage.input_tokens", usage.promptTokens());
        span.setAttribute("gen_ai.usage.output_tokens", usage.completionTokens());
        if (usage.cachedTokens() > 0) {
            span.setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cachedTokens());
        }
        if (usage.cacheWriteTokens() > 0) {
            span.setAttribute("gen_ai.usage.cache_creation.input_tokens", usage.cacheWriteTokens());
        }
        if (usage.reasoningTokens() > 0) {
            span.setAttribute("gen_ai.usage.reasoning.output_tokens", usage.reasoningTokens());
        }
    }

    private void paid(@Nullable Cost cost) {
        if (cost == null) {
            return;
        }
        span.setAttribute("serai.cost.basis", cost.basis().id());
        if (cost.usd() != null) {
            span.setAttribute("serai.cost.usd", cost.usd().doubleValue());
        }
    }
}
