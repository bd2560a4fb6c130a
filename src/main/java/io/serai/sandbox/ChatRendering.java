package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A completion in OpenAI's two shapes: one object, or chunks that share one id. */
final class ChatRendering {
    private final ObjectNode body;
    private final Completion completion;
    private final int n;
    private final boolean includeUsage;
    private final String id = "chatcmpl-sandbox-" + UUID.randomUUID().toString().replace("-", "");
    private final long created = Instant.now().getEpochSecond();

    ChatRendering(ObjectNode body, Completion completion) {
        this.body = body;
        this.completion = completion;
        n = body.path("n").asInt(1);
        includeUsage = body.path("stream_options").path("include_usage").asBoolean();
    }

    ObjectNode whole() {
        var reply = envelope("chat.completion");
        var choices = reply.putArray("choices");
        for (int i = 0; i < n; i++) {
            var choice = choices.addObject().put("index", i);
            var message = choice.putObject("message").put("role", "assistant").put("content", completion.text());
            message.putNull("refusal").putArray("annotations");
            choice.putNull("logprobs").put("finish_reason", completion.finish());
        }
        reply.set("usage", usage());
        return reply;
    }

    /** The data of each event, {@code [DONE]} at last. */
    List<String> chunks() {
        var events = new ArrayList<String>();
        for (int i = 0; i < n; i++) {
            var first =
                    Json.object().put("role", "assistant").put("content", "").putNull("refusal");
            events.add(chunk(i, first, null));
            for (String piece : completion.pieces()) {
                events.add(chunk(i, Json.object().put("content", piece), null));
            }
            events.add(chunk(i, Json.object(), completion.finish()));
        }
        if (includeUsage) {
            var last = envelope("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage());
            events.add(last.toString());
        }
        events.add("[DONE]");
        return events;
    }

    private String chunk(int index, ObjectNode delta, @Nullable String finish) {
        var chunk = envelope("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        if (includeUsage) {
            chunk.putNull("usage");
        }
        return chunk.toString();
    }

    private ObjectNode envelope(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", body.path("model").asText())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_sandbox");
    }

    private ObjectNode usage() {
        int written = n * completion.pieces().size();
        var usage = Json.object()
                .put("prompt_tokens", completion.promptTokens())
                .put("completion_tokens", written)
                .put("total_tokens", completion.promptTokens() + written);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }
}
