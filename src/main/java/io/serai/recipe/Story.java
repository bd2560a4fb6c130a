package io.serai.recipe;

import io.serai.image.Image;
import io.serai.meter.Receipt;
import io.serai.tts.Speech;
import java.util.List;
import java.util.Map;

/**
 * What {@code recipe-story} answers.
 *
 * @param html the page as UTF-8, with all pictures and narrations inside; not copied: do not change it
 * @param url where the uploaded page can be read
 * @param scenes in the order of the story
 * @param receipt all steps added up
 * @param receipts of each step
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record Story(byte[] html, String url, String title, List<Scene> scenes, Receipt receipt, List<Receipt> receipts)
        implements RecipeReply {

    public Story {
        scenes = List.copyOf(scenes);
        receipts = List.copyOf(receipts);
    }

    /** A scene with its picture and narration, and where each is uploaded. */
    public record Scene(String text, Image image, Speech narration, String imageUrl, String audioUrl) {}

    @Override
    public byte[] bytes() {
        return html;
    }

    @Override
    public String contentType() {
        return "text/html; charset=utf-8";
    }

    @Override
    public Map<String, Object> summary() {
        List<Map<String, String>> list = scenes.stream()
                .map(s -> Map.of("text", s.text(), "image_url", s.imageUrl(), "audio_url", s.audioUrl()))
                .toList();
        return Map.of("title", title, "scenes", list);
    }
}
