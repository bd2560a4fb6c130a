package io.serai.recipe;

import io.serai.meter.Receipt;
import java.util.List;
import java.util.Map;

/**
 * What {@code recipe-article-to-audio} answers.
 *
 * @param bytes one complete audio file; not copied: do not change it
 * @param contentType such as {@code audio/mpeg}
 * @param url where the uploaded audio can be read
 * @param script the text that is spoken
 * @param receipt all steps added up
 * @param receipts of each step
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record SpokenArticle(
        byte[] bytes,
        String contentType,
        String url,
        String title,
        String script,
        Receipt receipt,
        List<Receipt> receipts)
        implements RecipeReply {

    public SpokenArticle {
        receipts = List.copyOf(receipts);
    }

    @Override
    public Map<String, Object> summary() {
        return Map.of("title", title, "script", script);
    }
}
