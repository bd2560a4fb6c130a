package io.serai.openai;

import io.serai.json.Json;
import io.serai.llm.ChatRequest;
import io.serai.llm.Message;
import io.serai.meter.Order;
import io.serai.meter.Usage;
import io.serai.retry.Call;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a conversation is, as far as that decides about its price: its words, and pictures, sounds and files by what they
 * come to. Their bytes say little: a picture of 4 MB is hundreds of tokens, not a million.
 *
 * @param words of messages, of calls of tools and of the tools themselves
 * @param media tokens, guessed
 */
record PromptSize(String words, long media) {
    /** A square picture of 1024 pixels in high and in low detail, as gpt-4o counts. */
    private static final long PICTURE = 765;

    private static final long LOW = 85;

    /** Ten tokens a second: of 16-bit sound at 24 kHz, and of compressed sound at 128 kbit/s. */
    private static final long WAV_BYTES_PER_TOKEN = 4800;

    private static final long MP3_BYTES_PER_TOKEN = 1600;

    /** About what a page takes in a file. */
    private static final long PAGE_BYTES = 100_000;

    static PromptSize of(ChatRequest request) {
        StringBuilder words = new StringBuilder();
        long media = 0;
        for (Message message : request.messages()) {
            if (message.content() instanceof List<?> parts) {
                for (Object part : parts) {
                    media += part(part instanceof Map<?, ?> map ? map : Map.of("text", String.valueOf(part)), words);
                }
            } else if (message.content() != null) {
                words.append(message.content());
            }
            if (!message.more().isEmpty()) {
                words.append(Json.text(message.more()));
            }
        }
        Object tools = request.options().get("tools");
        if (tools != null) {
            words.append(Json.text(tools));
        }
        return new PromptSize(words.toString(), media);
    }

    private static long part(Map<?, ?> part, StringBuilder words) {
        if (part.get("text") instanceof String text) {
            words.append(text);
            return 0;
        }
        if (part.get("image_url") instanceof Map<?, ?> picture && "low".equals(picture.get("detail"))) {
            return LOW;
        }
        if (part.get("input_audio") instanceof Map<?, ?> sound) {
            long each = "wav".equals(sound.get("format")) ? WAV_BYTES_PER_TOKEN : MP3_BYTES_PER_TOKEN;
            return 1 + bytes(sound.get("data")) / each;
        }
        if (part.get("file") instanceof Map<?, ?> file) {
            return PICTURE * (1 + bytes(file.get("file_data")) / PAGE_BYTES);
        }
        return part.get("refusal") instanceof String ? 0 : PICTURE;
    }

    private static long bytes(@Nullable Object base64) {
        return base64 instanceof String text ? text.length() * 3L / 4 : 0;
    }

    /** Says what the request that is out has used, when its upstream will not. */
    static void guess(Call call, long completion) {
        Order order = call.bill().order();
        long prompt = order == null ? 0 : Math.max(1, order.guessedTokens());
        call.guessed(new Usage(prompt, completion, prompt + completion, 0, 0));
    }
}
