package io.serai.llm;

import io.serai.Operation;
import io.serai.json.Cbor;
import io.serai.reuse.ReplyKind;
import java.util.Set;

/** How chat and JSON replies are kept. */
final class LlmKinds {
    /** A reply that ended in another way is cut. */
    private static final Set<String> WHOLE = Set.of("stop", "tool_calls", "function_call");

    static final ReplyKind<ChatReply> CHAT = new ReplyKind<>(
            Operation.LLM_CHAT,
            ChatReply.class,
            request -> ((ChatRequest) request).withoutModel(),
            reply -> WHOLE.contains(reply.finishReason()),
            LlmKinds::size,
            ChatReply::with);

    static final ReplyKind<JsonReply> JSON = new ReplyKind<>(
            Operation.LLM_JSON,
            JsonReply.class,
            request -> ((JsonRequest) request).withoutModel(),
            reply -> true,
            // Maps and texts in memory take about three times their bytes.
            reply -> 3L * Cbor.bytes(reply.value()).length,
            JsonReply::with);

    static final ReplyKind<EmbedReply> EMBED = new ReplyKind<>(
            Operation.LLM_EMBED,
            EmbedReply.class,
            request -> ((EmbedRequest) request).with(null),
            reply -> true,
            // Numbers as objects take about four times their text.
            reply -> 5L * reply.raw().length,
            EmbedReply::with);

    private LlmKinds() {}

    private static long size(ChatReply reply) {
        long raw = reply.raw() == null ? 0 : reply.raw().length;
        long tools = reply.toolCalls().isEmpty() ? 0 : 3L * Cbor.bytes(reply.toolCalls()).length;
        return raw + 2L * reply.text().length() + tools;
    }
}
