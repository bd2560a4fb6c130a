package io.serai.testing;

import io.serai.json.Json;
import java.util.List;
import java.util.Map;

/** Bodies as an OpenAI-compatible upstream answers them, for scripts of {@link FaultServer}. */
public final class OpenAiReplies {
    private OpenAiReplies() {}

    public static String chat(String content) {
        return chat(content, "stop");
    }

    public static String chat(String content, String finishReason) {
        Map<String, Object> message = Map.of("role", "assistant", "content", content);
        return Json.text(Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                1_700_000_000,
                "model",
                "gpt-4o-mini-2024-07-18",
                "choices",
                List.of(Map.of("index", 0, "message", message, "finish_reason", finishReason)),
                "usage",
                Map.of("prompt_tokens", 5, "completion_tokens", 7, "total_tokens", 12)));
    }

    public static String error(String type, String code) {
        return "{\"error\":{\"message\":\"said by the upstream\",\"type\":\"" + type + "\",\"param\":null,\"code\":\""
                + code + "\"}}";
    }
}
