package io.serai.recipe;

import java.util.Locale;
import java.util.Map;

/** File name extensions of what operations answer. */
public final class MediaExtension {
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("image/png", ".png"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/webp", ".webp"),
            Map.entry("image/gif", ".gif"),
            Map.entry("audio/mpeg", ".mp3"),
            Map.entry("audio/mp3", ".mp3"),
            Map.entry("audio/wav", ".wav"),
            Map.entry("audio/x-wav", ".wav"),
            Map.entry("audio/wave", ".wav"),
            Map.entry("audio/ogg", ".opus"),
            Map.entry("audio/opus", ".opus"),
            Map.entry("audio/aac", ".aac"),
            Map.entry("audio/flac", ".flac"),
            Map.entry("audio/x-flac", ".flac"),
            Map.entry("audio/pcm", ".pcm"),
            Map.entry("audio/l16", ".pcm"),
            Map.entry("text/html", ".html"),
            Map.entry("text/plain", ".txt"),
            Map.entry("application/json", ".json"));

    private MediaExtension() {}

    /** The extension of a content type, with its dot; {@code .bin} for one that is not known. */
    public static String of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return BY_TYPE.getOrDefault(type, ".bin");
    }
}
