package io.serai.tts;

/** How well a text can be cut at a place, worst first. */
enum Boundary {
    /** Inside a word, before punctuation, behind white space or after an abbreviation. */
    NONE,
    /** Between two words of a script that sets no spaces, or where such a script meets another. */
    WORD,
    SPACE,
    /** After a comma, a colon or a dash, or at the end of a line. */
    CLAUSE,
    SENTENCE,
    PARAGRAPH;

    private static final String LINE_BREAKS = "\n\r\u0085\u2028";
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    /** Whether a reader pauses there, if only between two words. */
    boolean isGood() {
        return compareTo(SPACE) >= 0;
    }

    /** Judges a cut before index {@code at}, which must lie inside the text and between two grapheme clusters. */
    static Boundary at(String text, int at) {
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        boolean sticks = Punctuation.isCloser(after) || Punctuation.isStop(after) || Punctuation.isPause(after);
        if (Punctuation.isSpace(before) || sticks) {
            return NONE;
        }
        int stop = stopBefore(text, at);
        return Punctuation.isSpace(after) ? spaced(text, at, before, stop) : unspaced(text, before, after, stop);
    }

    private static Boundary spaced(String text, int at, int before, int stop) {
        int next = at;
        int breaks = 0;
        for (; next < text.length() && Punctuation.isSpace(text.charAt(next)); next++) {
            boolean pair = text.charAt(next) == '\n' && text.charAt(next - 1) == '\r';
            breaks += LINE_BREAKS.indexOf(text.charAt(next)) >= 0 && !pair ? 1 : 0;
            breaks += text.charAt(next) == PARAGRAPH_SEPARATOR ? 2 : 0;
        }
        if (breaks > 1) {
            return PARAGRAPH;
        }
        boolean fullStop = stop >= 0 && text.charAt(stop) == '.';
        if (fullStop && Abbreviation.endsAt(text, stop)) {
            return NONE;
        }
        boolean goesOn = fullStop && next < text.length() && Character.isLowerCase(text.codePointAt(next));
        if (stop >= 0 && !goesOn) {
            return SENTENCE;
        }
        return breaks > 0 || Punctuation.isPause(before) ? CLAUSE : SPACE;
    }

    private static Boundary unspaced(String text, int before, int after, int stop) {
        boolean beforeWide = Punctuation.isUnspacedLetter(after);
        if (stop >= 0) {
            // "3.苹果" counts; "iOS.然后" ends.
            boolean number = text.charAt(stop) == '.' && stop > 0 && Character.isDigit(text.charAt(stop - 1));
            boolean ends = Punctuation.isWideStop(text.charAt(stop)) || beforeWide;
            return ends && !number ? SENTENCE : NONE;
        }
        if (Punctuation.isPause(before)) {
            return beforeWide || Punctuation.isWidePause(before) ? CLAUSE : NONE;
        }
        boolean afterWide = Punctuation.isUnspacedLetter(before);
        boolean letters = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
        boolean closed = Punctuation.isCloser(before) && beforeWide;
        return closed || (letters && (afterWide || beforeWide)) ? WORD : NONE;
    }

    /** The index of the mark that ends a sentence at {@code at}, closing quotes and brackets skipped, or -1. */
    private static int stopBefore(String text, int at) {
        int i = at - 1;
        while (i > 0 && Punctuation.isCloser(text.charAt(i))) {
            i--;
        }
        return Punctuation.isStop(text.charAt(i)) ? i : -1;
    }
}
