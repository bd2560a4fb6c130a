package io.serai.llm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code llm-chat} answers.
 *
 * @param text the model's reply; empty only when it called tools
 * @param finishReason stop, length or tool_calls
 * @param toolCalls as the wire has them; empty when the model called none
 * @param receipt who served, and the tokens used
 * @param raw the upstream's whole reply as it sent it, for those who pass it on; null when it was not kept; not copied: do
 *     not change it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, copied for nobody.
public record ChatReply(
        String text,
        String finishReason,
        List<Map<String, Object>> toolCalls,
        Receipt receipt,
        @JsonIgnore byte @Nullable [] raw)
        implements Reply {
    public ChatReply {
        toolCalls = List.copyOf(toolCalls);
    }

    ChatReply with(Receipt other) {
        return new ChatReply(text, finishReason, toolCalls, other, raw);
    }
}
