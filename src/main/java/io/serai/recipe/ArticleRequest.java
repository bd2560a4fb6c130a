package io.serai.recipe;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code recipe-article-to-audio} takes.
 *
 * @param text the article, plain or Markdown, at least 1 character
 * @param voice as for {@code tts-synthesize}
 * @param format as for {@code tts-synthesize}
 * @param speed as for {@code tts-synthesize}
 */
record ArticleRequest(
        String text,
        @Nullable String voice,
        @Nullable String format,
        @Nullable Double speed) {
    static final String RECIPE = "recipe-article-to-audio";

    ArticleRequest {
        if (text.isBlank()) {
            throw InvalidRequestException.field(RECIPE, "text", "is empty; give an article of at least 1 character");
        }
    }

    /** The request in a map with the record's names; {@code prompt} may stand for {@code text}. */
    static ArticleRequest of(Map<?, ?> map) {
        Fields fields = new Fields(RECIPE, map);
        ArticleRequest request = new ArticleRequest(
                StoryRequest.text(fields, RECIPE), fields.text("voice"), fields.text("format"), fields.number("speed"));
        fields.done();
        return request;
    }
}
