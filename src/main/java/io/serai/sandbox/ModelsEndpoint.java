package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The models that the sandbox lists. Chat, images, speech and embeddings accept any other name as well. */
final class ModelsEndpoint {
    /** 2026-01-01, so that listings are the same at every start. */
    private static final long CREATED = 1_767_225_600L;

    private static final List<String> IDS = Stream.concat(
                    Stream.of(
                            "gpt-4o-mini",
                            "gpt-4o",
                            "gpt-image-2",
                            "dall-e-3",
                            "tts-1",
                            "gpt-4o-mini-tts",
                            "text-embedding-3-small",
                            "text-embedding-3-large"),
                    Arrays.stream(Fault.values()).map(f -> f.model))
            .toList();

    private ModelsEndpoint() {}

    static Reply list(Call call) {
        var reply = Json.object().put("object", "list");
        var data = reply.putArray("data");
        IDS.forEach(id -> data.add(model(id)));
        return Reply.json(reply);
    }

    static Reply get(Call call) {
        String id = call.path().substring("/v1/models/".length());
        if (!IDS.contains(id)) {
            throw ApiError.of(
                    404, "model", "model_not_found", "The model '" + Tokens.start(id, 60) + "' does not exist");
        }
        return Reply.json(model(id));
    }

    private static ObjectNode model(String id) {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "sandbox");
    }
}
