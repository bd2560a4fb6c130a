package io.serai.llm;

import io.serai.CallOptions;
import io.serai.Operation;
import io.serai.OperationCaller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Chat and JSON completion for Java callers. Thread-safe. Every method throws {@link io.serai.error.ServiceException};
 * the {@code ...Async} forms complete exceptionally with it.
 */
public final class LlmService {
    private final OperationCaller caller;

    public LlmService(OperationCaller caller) {
        this.caller = caller;
    }

    /** The same service, with these options for every call. */
    public LlmService with(CallOptions options) {
        return new LlmService(caller.with(options));
    }

    /**
     * The model's reply to a conversation.
     *
     * @param messages at least one
     * @param model a model, {@code upstream/model} or an alias; null for {@code serai.llm.model}
     * @param temperature 0 to 2; null for {@code serai.llm.temperature}
     * @return the reply's text, never empty
     */
    public String chatCompletion(List<Message> messages, @Nullable String model, @Nullable Double temperature) {
        return chat(new ChatRequest(messages, model, temperature, Map.of())).text();
    }

    /** {@link #chatCompletion(List, String, Double)} with the configured model and temperature. */
    public String chatCompletion(List<Message> messages) {
        return chatCompletion(messages, null, null);
    }

    /** {@link #chatCompletion(List)} with one user message. */
    public String chatCompletion(String prompt) {
        return chat(ChatRequest.of(prompt)).text();
    }

    public CompletableFuture<String> chatCompletionAsync(
            List<Message> messages, @Nullable String model, @Nullable Double temperature) {
        return chatAsync(new ChatRequest(messages, model, temperature, Map.of()))
                .thenApply(ChatReply::text);
    }

    public CompletableFuture<String> chatCompletionAsync(List<Message> messages) {
        return chatCompletionAsync(messages, null, null);
    }

    /** The reply with its finish reason, tool calls and receipt. */
    public ChatReply chat(ChatRequest request) {
        return caller.call(Operation.LLM_CHAT, request, ChatReply.class);
    }

    public CompletableFuture<ChatReply> chatAsync(ChatRequest request) {
        return caller.callAsync(Operation.LLM_CHAT, request, ChatReply.class);
    }

    /**
     * The JSON object that the model answers.
     *
     * @param model as for {@link #chatCompletion(List, String, Double)}
     * @return maps, lists, texts, numbers, booleans and nulls
     * @throws io.serai.error.InvalidReplyException when the model answers no JSON object even after one correction
     */
    public Map<String, Object> jsonCompletion(String prompt, @Nullable String model) {
        return json(new JsonRequest(List.of(Message.user(prompt)), model, null, null, Map.of()))
                .value();
    }

    /** {@link #jsonCompletion(String, String)} with the configured model. */
    public Map<String, Object> jsonCompletion(String prompt) {
        return jsonCompletion(prompt, null);
    }

    public CompletableFuture<Map<String, Object>> jsonCompletionAsync(String prompt, @Nullable String model) {
        return jsonAsync(new JsonRequest(List.of(Message.user(prompt)), model, null, null, Map.of()))
                .thenApply(JsonReply::value);
    }

    public CompletableFuture<Map<String, Object>> jsonCompletionAsync(String prompt) {
        return jsonCompletionAsync(prompt, null);
    }

    /** The JSON object with its receipt; the request may carry a schema that the object then satisfies. */
    public JsonReply json(JsonRequest request) {
        return caller.call(Operation.LLM_JSON, request, JsonReply.class);
    }

    public CompletableFuture<JsonReply> jsonAsync(JsonRequest request) {
        return caller.callAsync(Operation.LLM_JSON, request, JsonReply.class);
    }
}
