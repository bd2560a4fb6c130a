package io.serai.recipe;

import io.serai.image.ImageRequest;
import io.serai.llm.JsonReply;
import io.serai.meter.Receipt;
import io.serai.tts.SpeechRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The scenes that the model divided a story into.
 *
 * @param scenes in the order of the story, at least one
 * @param receipt of the call that made the plan
 */
public record StoryPlan(String title, List<StoryScene> scenes, Receipt receipt) {
    public StoryPlan {
        scenes = List.copyOf(scenes);
    }

    /** What the model's reply must satisfy. */
    static Map<String, Object> schema(int maxScenes) {
        Map<String, Object> text = Map.of("type", "string", "minLength", 1);
        Map<String, Object> scene = object(Map.of("text", text, "image_prompt", text));
        Map<String, Object> scenes = Map.of("type", "array", "minItems", 1, "maxItems", maxScenes, "items", scene);
        return object(Map.of("title", text, "scenes", scenes));
    }

    /** The plan in a reply that satisfies the schema. */
    static StoryPlan of(StoryRequest request, JsonReply reply) {
        List<StoryScene> scenes = new ArrayList<>();
        for (Object item : (List<?>) Objects.requireNonNull(reply.value().get("scenes"))) {
            Map<?, ?> scene = (Map<?, ?>) item;
            String text = String.valueOf(scene.get("text"));
            String prompt = String.valueOf(scene.get("image_prompt"));
            if (request.style() != null) {
                prompt += "\nStyle: " + request.style();
            }
            scenes.add(new StoryScene(
                    scenes.size() + 1,
                    text,
                    new ImageRequest(prompt, null, request.size(), request.quality()),
                    new SpeechRequest(text, request.voice(), null, null, null)));
        }
        return new StoryPlan(String.valueOf(reply.value().get("title")), scenes, reply.receipt());
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        List<String> required = properties.keySet().stream().sorted().toList();
        return Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }
}
