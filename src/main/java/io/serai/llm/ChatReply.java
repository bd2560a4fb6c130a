package io.serai.llm;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.List;
import java.util.Map;

/**
 * What {@code llm-chat} answers.
 *
 * @param text the model's reply; empty only when it called tools
 * @param finishReason stop, length or tool_calls
 * @param toolCalls as the wire has them; empty when the model called none
 * @param receipt who served, and the tokens used
 */
public record ChatReply(String text, String finishReason, List<Map<String, Object>> toolCalls, Receipt receipt)
        implements Reply {
    public ChatReply {
        toolCalls = List.copyOf(toolCalls);
    }
}
