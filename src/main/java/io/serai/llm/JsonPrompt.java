package io.serai.llm;

import io.serai.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a {@link JsonRequest} into the chat that asks for it. */
final class JsonPrompt {
    private JsonPrompt() {}

    /** JSON mode needs the word "json" in the messages; the schema follows as text, for models that cannot enforce it. */
    static ChatRequest ask(JsonRequest request) {
        String instruction = "Answer with one JSON object and nothing else.";
        if (request.schema() != null) {
            instruction += " It must satisfy this JSON Schema:\n" + Json.text(request.schema());
        }
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(instruction));
        messages.addAll(request.messages());
        Map<String, Object> options = new LinkedHashMap<>(request.options());
        options.put("response_format", Map.of("type", "json_object"));
        return new ChatRequest(messages, request.model(), request.temperature(), options);
    }

    /** The same conversation with the reply that did not fit and what was wrong with it. */
    static ChatRequest correct(ChatRequest asked, String reply, String problem) {
        List<Message> messages = new ArrayList<>(asked.messages());
        if (!reply.isBlank()) {
            messages.add(Message.assistant(reply));
        }
        messages.add(Message.user("That is not the JSON object asked for: " + problem
                + "\nAnswer again with the corrected JSON object and nothing else."));
        return new ChatRequest(messages, asked.model(), asked.temperature(), asked.options());
    }
}
