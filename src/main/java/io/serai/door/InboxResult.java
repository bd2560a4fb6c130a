package io.serai.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.cache.CacheEntry;
import io.serai.image.Image;
import io.serai.json.Json;
import io.serai.llm.ChatReply;
import io.serai.llm.JsonReply;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import io.serai.recipe.MediaExtension;
import io.serai.recipe.RecipeReply;
import io.serai.storage.Download;
import io.serai.storage.StoredObject;
import io.serai.tts.Speech;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply as the file that people find in {@code out/}.
 *
 * @param extension of the file, with its dot
 * @param more what the receipt tells beside the usual
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
record InboxResult(
        byte[] bytes,
        String extension,
        Map<String, Object> more,
        @Nullable Receipt receipt) {

    /** The file of what an operation or a recipe answered; recipes of users may answer texts, bytes and maps. */
    static InboxResult of(@Nullable Object reply) throws IOException {
        Receipt receipt = reply instanceof Reply answered ? answered.receipt() : null;
        if (reply instanceof ChatReply chat) {
            Map<String, Object> more = Map.of("finish_reason", chat.finishReason());
            return chat.toolCalls().isEmpty()
                    ? new InboxResult(chat.text().getBytes(UTF_8), ".txt", more, receipt)
                    : new InboxResult(
                            pretty(Map.of("text", chat.text(), "tool_calls", chat.toolCalls())),
                            ".json",
                            more,
                            receipt);
        }
        if (reply instanceof JsonReply json) {
            return new InboxResult(pretty(json.value()), ".json", Map.of(), receipt);
        }
        if (reply instanceof Image image) {
            return new InboxResult(image.bytes(), MediaExtension.of(image.contentType()), Map.of(), receipt);
        }
        if (reply instanceof Speech speech) {
            return new InboxResult(speech.bytes(), MediaExtension.of(speech.contentType()), Map.of(), receipt);
        }
        if (reply instanceof StoredObject stored) {
            return new InboxResult(pretty(described(stored)), ".json", Map.of("url", stored.url()), receipt);
        }
        if (reply instanceof Download download) {
            try (download) {
                return new InboxResult(
                        download.content().bytes(), MediaExtension.of(download.contentType()), Map.of(), receipt);
            }
        }
        if (reply instanceof CacheEntry entry) {
            return new InboxResult(entry.found(), isText(entry.found()) ? ".txt" : ".bin", Map.of(), receipt);
        }
        if (reply instanceof RecipeReply recipe) {
            Map<String, Object> more = new LinkedHashMap<>(Map.of("url", recipe.url()));
            more.putAll(recipe.summary());
            more.put("steps", recipe.receipts().stream().map(InboxReceipt::of).toList());
            return new InboxResult(recipe.bytes(), MediaExtension.of(recipe.contentType()), more, receipt);
        }
        if (reply instanceof byte[] bytes) {
            return new InboxResult(bytes, ".bin", Map.of(), receipt);
        }
        return reply instanceof CharSequence || reply == null
                ? new InboxResult(String.valueOf(reply == null ? "" : reply).getBytes(UTF_8), ".txt", Map.of(), receipt)
                : new InboxResult(pretty(reply), ".json", Map.of(), receipt);
    }

    private static Map<String, Object> described(StoredObject stored) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("url", stored.url());
        described.put("key", stored.key());
        described.put("size", stored.size());
        described.put("content_type", stored.contentType());
        return described;
    }

    private static boolean isText(byte[] value) {
        try {
            Json.utf8(value);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** JSON as people read it. */
    static byte[] pretty(Object value) {
        return (Json.tree(value).toPrettyString() + "\n").getBytes(UTF_8);
    }
}
