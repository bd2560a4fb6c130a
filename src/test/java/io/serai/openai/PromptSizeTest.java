package io.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.llm.ChatRequest;
import io.serai.meter.Order;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptSizeTest {
    private static long tokens(Object content) {
        PromptSize size = PromptSize.of(ChatRequest.asSent(
                Map.of("messages", List.of(Map.of("role", "user", "content", content)), "model", "m")));
        return Order.chat(size.words(), size.media(), 0).guessedTokens();
    }

    private static long part(Map<String, Object> part) {
        return tokens(List.of(part));
    }

    @Test
    void words_count_and_the_bytes_of_pictures_sounds_and_files_do_not() {
        String large = "data:image/png;base64," + "A".repeat(4 << 20);

        assertThat(tokens("x".repeat(400))).isEqualTo(100);
        assertThat(tokens("骆驼")).isEqualTo(2);
        assertThat(part(Map.of("type", "text", "text", "x".repeat(400)))).isEqualTo(100);
        assertThat(part(Map.of("type", "image_url", "image_url", Map.of("url", large))))
                .isEqualTo(765);
        assertThat(part(Map.of("type", "image_url", "image_url", Map.of("url", large, "detail", "low"))))
                .isEqualTo(85);
        assertThat(part(Map.of("type", "video_url", "video_url", Map.of("url", large))))
                .isEqualTo(765);
        // 60 s of 16-bit sound at 24 kHz.
        assertThat(part(Map.of(
                        "type",
                        "input_audio",
                        "input_audio",
                        Map.of("format", "wav", "data", "A".repeat(60 * 48_000 / 3 * 4)))))
                .isBetween(600L, 602L);
        assertThat(part(Map.of("type", "file", "file", Map.of("file_data", "A".repeat(1 << 20)))))
                .isBetween(1000L, 10_000L);
    }

    @Test
    void tools_and_their_calls_are_a_part_of_the_prompt() {
        ChatRequest request = ChatRequest.asSent(Map.of(
                "model",
                "m",
                "messages",
                List.of(Map.of("role", "assistant", "tool_calls", List.of(Map.of("id", "call_1")))),
                "tools",
                List.of(Map.of("type", "function", "function", Map.of("name", "weather")))));

        assertThat(PromptSize.of(request).words()).contains("call_1", "weather");
    }
}
