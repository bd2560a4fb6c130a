package io.serai.tts;

/** The marks that end, divide and close sentences in Latin, Chinese, Japanese, Arabic and Indic texts. */
final class Punctuation {
    private static final String STOPS = "。！？；｡";
    private static final String SPACED_STOPS = ".!?…؟۔।॥";
    private static final String PAUSES = "，、：､—،؛";
    private static final String SPACED_PAUSES = ",;:–";
    private static final String CLOSERS = "\"'”’)]}»」』）］｝】》〉〕";

    private Punctuation() {}

    static boolean isStop(int c) {
        return isWideStop(c) || SPACED_STOPS.indexOf(c) >= 0;
    }

    /** Whether the mark ends a sentence without white space after it. */
    static boolean isWideStop(int c) {
        return STOPS.indexOf(c) >= 0;
    }

    static boolean isPause(int c) {
        return isWidePause(c) || SPACED_PAUSES.indexOf(c) >= 0;
    }

    /** Whether the mark divides a sentence without white space after it. */
    static boolean isWidePause(int c) {
        return PAUSES.indexOf(c) >= 0;
    }

    static boolean isCloser(int c) {
        return CLOSERS.indexOf(c) >= 0;
    }

    /** White space of any kind: Java's two notions differ on the no-break space and on control characters. */
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Whether the letter's script writes its words without spaces between them. */
    static boolean isUnspacedLetter(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
