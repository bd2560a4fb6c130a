package io.serai.sandbox;

/** How long a text takes to speak: twelve characters a second, CJK four. */
final class SpokenLength {
    private static final double MIN_SECONDS = 0.5;
    /** Bounds the memory of a reply: 29 MB as WAV. */
    private static final double MAX_SECONDS = 600;

    private SpokenLength() {}

    static double seconds(String text, double speed) {
        double atNormalSpeed = text.codePoints()
                .mapToDouble(c -> Tokens.cjk(c) ? 1.0 / 4 : 1.0 / 12)
                .sum();
        return Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, atNormalSpeed / speed));
    }
}
