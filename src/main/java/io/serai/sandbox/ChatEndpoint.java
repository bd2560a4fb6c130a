package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Chat completions, whole or streamed. The wire format is OpenAI's {@code CreateChatCompletionResponse}. */
final class ChatEndpoint implements Endpoint {
    private static final int CONTEXT = 128_000;

    @Override
    public Reply answer(Call call) {
        var body = call.body();
        ChatCheck.parameters(body);
        var messages = Messages.of(new Check(body));
        var format = ReplyFormat.of(body, messages);
        int promptTokens = messages.tokens();
        if (promptTokens > CONTEXT) {
            throw ApiError.invalid(
                    "messages",
                    "context_length_exceeded",
                    "This model's maximum context length is " + CONTEXT + " tokens. However, your messages resulted in "
                            + promptTokens + " tokens. Please reduce the length of the messages.");
        }
        var completion = call.filtered()
                ? Completion.filtered(promptTokens)
                : Completion.of(ChatText.reply(messages, format), promptTokens, body);
        return render(body, completion);
    }

    private static Reply render(ObjectNode body, Completion completion) {
        var rendering = new ChatRendering(body, completion);
        return body.path("stream").asBoolean() ? Reply.events(rendering.chunks()) : Reply.json(rendering.whole());
    }
}
