package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.Upstream;
import io.serai.error.ContentFilteredException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.json.Json;
import io.serai.llm.ChatReply;
import io.serai.llm.ChatRequest;
import io.serai.llm.Message;
import io.serai.meter.Order;
import io.serai.retry.Call;
import io.serai.retry.Caller;
import io.serai.retry.ChunkSink;
import io.serai.reuse.Wishes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** {@code POST /chat/completions}: {@link ChatRequest} to JSON, and the JSON reply to {@link ChatReply}. */
final class ChatWire {
    private static final Set<String> WHOLE = Set.of("stop", "tool_calls", "function_call");

    private final Upstream upstream;

    ChatWire(Upstream upstream) {
        this.upstream = upstream;
    }

    void encode(Exchange exchange) {
        ChatRequest request = exchange.getMessage().getBody(ChatRequest.class);
        String model = Call.of(exchange).target().model();
        ModelTable.Chat limits = ModelTable.chat(model);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("messages", request.messages().stream().map(Message::fields).toList());
        if (request.temperature() != null) {
            json.put("temperature", request.temperature());
        }
        json.putAll(request.options());
        limits.drop().forEach(json::remove);
        limits.rename().forEach((from, to) -> {
            Object value = json.remove(from);
            if (value != null) {
                json.putIfAbsent(to, value);
            }
        });
        PromptSize size = PromptSize.of(request);
        Order order = Order.chat(size.words(), size.media(), maxTokens(json));
        Call.of(exchange).bill().order(order);
        ChunkSink sink = exchange.getProperty(ChunkSink.PROPERTY, ChunkSink.class);
        if (sink != null) {
            json.put("stream", true);
            Map<String, Object> options = new LinkedHashMap<>(sink.options());
            // Always asked for: without it nobody knows what the answer cost.
            options.put("include_usage", true);
            json.put("stream_options", options);
        }
        Caller caller = sink != null ? sink : exchange.getProperty(Caller.PROPERTY, Caller.class);
        if (caller != null) {
            caller.whenGone(Call.of(exchange)::abandon);
        }
        OpenAiExchange.request(exchange, upstream, json);
        exchange.setProperty(OpenAiExchange.TOKENS, order.guessedTokens() + order.maxTokens());
    }

    private static long maxTokens(Map<String, Object> json) {
        Object limit = json.getOrDefault("max_completion_tokens", json.get("max_tokens"));
        return limit instanceof Number number ? number.longValue() : 0;
    }

    void decode(Exchange exchange) {
        byte[] raw = answer(exchange);
        JsonNode reply = OpenAiExchange.json(exchange, raw);
        JsonNode choice = reply.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw OpenAiExchange.broken(exchange, "the reply has no choices[0].message", null);
        }
        String finish = choice.path("finish_reason").asText("stop");
        String text =
                message.path("content").isTextual() ? message.path("content").asText() : "";
        List<Map<String, Object>> toolCalls = new ArrayList<>();
        message.path("tool_calls").forEach(toolCall -> toolCalls.add(Json.object(toolCall)));
        if (exchange.getProperty(Wishes.VERBATIM, false, Boolean.class)) {
            finish = whole(reply);
        } else {
            refuseEmpty(exchange, finish, message, text, toolCalls);
        }
        exchange.getMessage()
                .setBody(new ChatReply(
                        text, finish, toolCalls, Call.of(exchange).receipt(OpenAiExchange.usage(reply)), raw));
    }

    /** The reply's JSON; of a stream, what its parts add up to. */
    private static byte[] answer(Exchange exchange) {
        ChunkSink sink = exchange.getProperty(ChunkSink.PROPERTY, ChunkSink.class);
        if (sink == null) {
            return OpenAiExchange.reply(exchange);
        }
        try (ReplyBody body = OpenAiExchange.open(exchange)) {
            if (!body.isOrUnsaid("text/event-stream")) {
                // It does not stream: the whole answer will do.
                return OpenAiExchange.bytes(exchange, body);
            }
            return new ChatStream(exchange, sink).read(body);
        }
    }

    /**
     * Why the answer ended, for those who keep whole answers only; the caller reads the upstream's own words. Of several
     * choices the one that was cut tells.
     */
    private static String whole(JsonNode reply) {
        String finish = "stop";
        for (JsonNode choice : reply.path("choices")) {
            finish = whole(choice.path("finish_reason").asText("stop"), choice.path("message"));
            if (!WHOLE.contains(finish)) {
                break;
            }
        }
        return finish;
    }

    private static String whole(String finish, JsonNode message) {
        if (message.path("refusal").isTextual()) {
            return "content_filter";
        }
        boolean empty = message.path("content").asText("").isEmpty()
                && message.path("tool_calls").isEmpty()
                && message.path("function_call").isMissingNode();
        return empty ? "length" : finish;
    }

    private static void refuseEmpty(
            Exchange exchange, String finish, JsonNode message, String text, List<Map<String, Object>> toolCalls) {
        ErrorDetail detail = Call.of(exchange).detail().answered(200, null, null);
        if (finish.equals("content_filter") || message.path("refusal").isTextual()) {
            throw new ContentFilteredException(
                    "the model refused or its reply was filtered; reword the prompt",
                    detail.because("content_filter", null));
        }
        if (text.isEmpty() && toolCalls.isEmpty()) {
            if (finish.equals("length")) {
                throw new InvalidRequestException(
                        "max_tokens: the model used them all before its first visible word; allow more",
                        detail.because("max_tokens_reached", "max_tokens"));
            }
            throw OpenAiExchange.broken(exchange, "the reply has no content", null);
        }
    }
}
