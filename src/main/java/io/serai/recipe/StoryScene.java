package io.serai.recipe;

import io.serai.image.Image;
import io.serai.image.ImageRequest;
import io.serai.meter.Receipt;
import io.serai.storage.Content;
import io.serai.storage.StoredObject;
import io.serai.storage.UploadRequest;
import io.serai.tts.Speech;
import io.serai.tts.SpeechRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scene in the making. Used by one thread at a time; the recipe's split hands it from one to the next. */
public final class StoryScene {
    private final int number;
    private final String text;
    private final ImageRequest picture;
    private final SpeechRequest narration;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private @Nullable Image image;
    private @Nullable Speech speech;
    private @Nullable Exception failure;

    StoryScene(int number, String text, ImageRequest picture, SpeechRequest narration) {
        this.number = number;
        this.text = text;
        this.picture = picture;
        this.narration = narration;
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /** Asks for the picture. */
    public ImageRequest picture() {
        return picture;
    }

    /** Asks for the narration. */
    public SpeechRequest narration() {
        return narration;
    }

    /** Takes a step's reply and answers what comes next: the upload of a picture or narration, or the scene itself. */
    Object keep(Object reply) {
        if (reply instanceof Image made) {
            image = made;
            receipts.add(made.receipt());
            return upload(made.bytes(), made.contentType());
        }
        if (reply instanceof Speech made) {
            speech = made;
            receipts.add(made.receipt());
            return upload(made.bytes(), made.contentType());
        }
        StoredObject stored = (StoredObject) reply;
        receipts.add(stored.receipt());
        urls.add(stored.url());
        return this;
    }

    void failed(Exception cause) {
        failure = cause;
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    List<Receipt> receipts() {
        return receipts;
    }

    /** The finished scene. */
    Story.Scene done() {
        if (image == null || speech == null || urls.size() != 2) {
            throw new IllegalStateException("scene " + number + " has no picture or no narration");
        }
        return new Story.Scene(text, image, speech, urls.get(0), urls.get(1));
    }

    private UploadRequest upload(byte[] bytes, String contentType) {
        return new UploadRequest(
                Content.of(bytes), "scene-" + number + MediaExtension.of(contentType), null, contentType);
    }
}
