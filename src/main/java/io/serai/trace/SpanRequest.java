package io.serai.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.serai.image.ImageRequest;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.llm.EmbedRequest;
import io.serai.llm.JsonRequest;
import io.serai.tts.SpeechRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request asks for beside its content, as attributes. */
final class SpanRequest {
    static final AttributeKey<List<String>> FINISH = AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

    private SpanRequest() {}

    static void describe(Span span, String operation, @Nullable Object request) {
        if (request instanceof ChatRequest chat) {
            span.setAttribute("gen_ai.output.type", "text");
            sampling(span, chat.temperature(), chat.options());
        } else if (request instanceof JsonRequest json) {
            span.setAttribute("gen_ai.output.type", "json");
            sampling(span, json.temperature(), json.options());
        } else if (request instanceof ImageRequest) {
            span.setAttribute("gen_ai.output.type", "image");
        } else if (request instanceof SpeechRequest speech) {
            span.setAttribute("gen_ai.output.type", "speech");
            text(span, "serai.request.voice", speech.voice());
        } else if (request instanceof EmbedRequest embed) {
            number(span, "gen_ai.embeddings.dimension.count", embed.options().get("dimensions"));
            if (embed.options().get("encoding_format") instanceof String format) {
                span.setAttribute(AttributeKey.stringArrayKey("gen_ai.request.encoding_formats"), List.of(format));
            }
        }
    }

    private static void sampling(Span span, @Nullable Double temperature, Map<String, Object> options) {
        decimal(span, "gen_ai.request.temperature", temperature);
        decimal(span, "gen_ai.request.temperature", options.get("temperature"));
        decimal(span, "gen_ai.request.top_p", options.get("top_p"));
        decimal(span, "gen_ai.request.presence_penalty", options.get("presence_penalty"));
        decimal(span, "gen_ai.request.frequency_penalty", options.get("frequency_penalty"));
        number(span, "gen_ai.request.max_tokens", options.get("max_tokens"));
        number(span, "gen_ai.request.max_tokens", options.get("max_completion_tokens"));
        number(span, "gen_ai.request.seed", options.get("seed"));
        if (options.get("n") instanceof Number n && n.intValue() != 1) {
            span.setAttribute("gen_ai.request.choice.count", n.longValue());
        }
    }

    /** Why a chat ended; of one that the cache answered, nobody else says it. */
    static void finish(Span span, @Nullable Object reply) {
        if (reply instanceof ChatReply chat) {
            span.setAttribute(FINISH, List.of(chat.finishReason()));
        }
    }

    private static void text(Span span, String name, @Nullable String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
    }

    private static void decimal(Span span, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            span.setAttribute(name, number.doubleValue());
        }
    }

    private static void number(Span span, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            span.setAttribute(name, number.longValue());
        }
    }
}
