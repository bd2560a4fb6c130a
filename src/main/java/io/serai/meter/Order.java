package io.serai.meter;

import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, as far as its price depends on it.
 *
 * @param kind what is charged for
 * @param text characters sent: the conversation, the prompt, or the text to speak
 * @param wide how many of them are Chinese, Japanese or Korean, which take more tokens and more time to speak
 * @param media tokens that pictures, sounds and files sent along come to, guessed
 * @param maxTokens the most tokens the reply may have; 0 when the request sets no limit
 * @param images how many images are asked for
 * @param size of an image, such as {@code 1024x1024}
 * @param quality of an image
 */
public record Order(
        Kind kind,
        long text,
        long wide,
        long media,
        long maxTokens,
        int images,
        @Nullable String size,
        @Nullable String quality) {

    private static final int FIRST_WIDE = 0x2E80;
    private static final int LATIN_PER_TOKEN = 4;

    /** What is charged for. */
    public enum Kind {
        CHAT,
        EMBEDDING,
        IMAGE,
        SPEECH
    }

    public static Order chat(CharSequence conversation, long maxTokens) {
        return chat(conversation, 0, maxTokens);
    }

    public static Order chat(CharSequence conversation, long media, long maxTokens) {
        return of(Kind.CHAT, conversation, media, maxTokens, 0, null, null);
    }

    public static Order embedding(CharSequence input) {
        return of(Kind.EMBEDDING, input, 0, 0, 0, null, null);
    }

    public static Order image(CharSequence prompt, int images, @Nullable String size, @Nullable String quality) {
        return of(Kind.IMAGE, prompt, 0, 0, images, size, quality);
    }

    public static Order speech(CharSequence text) {
        return of(Kind.SPEECH, text, 0, 0, 0, null, null);
    }

    private static Order of(
            Kind kind,
            CharSequence text,
            long media,
            long maxTokens,
            int images,
            @Nullable String size,
            @Nullable String quality) {
        long count = text.codePoints().count();
        long wide = text.codePoints().filter(c -> c >= FIRST_WIDE).count();
        return new Order(kind, count, wide, media, maxTokens, images, size, quality);
    }

    /** Tokens of what is sent, guessed: a wide character is one, four others are one. */
    public long guessedTokens() {
        return wide + (text - wide + LATIN_PER_TOKEN - 1) / LATIN_PER_TOKEN + media;
    }
}
