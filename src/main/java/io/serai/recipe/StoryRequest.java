package io.serai.recipe;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code recipe-story} takes.
 *
 * @param text the story, at least 1 character; its language is the page's
 * @param scenes how many scenes there are at most, 1 to 6
 * @param style of the pictures, such as {@code watercolour}; null for none in particular
 * @param voice as for {@code tts-synthesize}
 * @param size as for {@code image-generate}
 * @param quality as for {@code image-generate}
 */
record StoryRequest(
        String text,
        int scenes,
        @Nullable String style,
        @Nullable String voice,
        @Nullable String size,
        @Nullable String quality) {
    static final String RECIPE = "recipe-story";
    private static final int MAX_SCENES = 6;

    StoryRequest {
        if (text.isBlank()) {
            throw InvalidRequestException.field(RECIPE, "text", "is empty; give a story of at least 1 character");
        }
        if (scenes < 1 || scenes > MAX_SCENES) {
            throw InvalidRequestException.field(RECIPE, "scenes", "must be a whole number from 1 to " + MAX_SCENES);
        }
    }

    /** The request in a map with the record's names; {@code prompt} may stand for {@code text}. */
    static StoryRequest of(Map<?, ?> map) {
        Fields fields = new Fields(RECIPE, map);
        Long scenes = fields.whole("scenes");
        StoryRequest request = new StoryRequest(
                text(fields, RECIPE),
                scenes == null ? MAX_SCENES : (int) Math.max(0, Math.min(99, scenes)),
                fields.text("style"),
                fields.text("voice"),
                fields.text("size"),
                fields.text("quality"));
        fields.done();
        return request;
    }

    /** The one of {@code text} and {@code prompt} that is given. */
    static String text(Fields fields, String recipe) {
        String prompt = fields.text("prompt");
        String text = fields.text("text");
        if (prompt != null && text != null) {
            throw InvalidRequestException.field(recipe, "prompt", "is the same as text; give one of them");
        }
        return prompt != null ? prompt : fields.requiredText("text");
    }
}
