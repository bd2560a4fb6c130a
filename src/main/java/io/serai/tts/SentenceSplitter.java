package io.serai.tts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text that is too long for one speech call where a reader would breathe. Each piece is a paid call, so a piece
 * is filled to at least two thirds where the text allows it.
 */
final class SentenceSplitter {
    /** One grapheme cluster (Unicode annex 29): an emoji of several code points or a letter with its accents. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private final String text;
    private final int maxChars;
    private final List<String> pieces = new ArrayList<>();

    private SentenceSplitter(String text, int maxChars) {
        this.text = text;
        this.maxChars = maxChars;
    }

    /**
     * Returns the text in pieces of at most {@code maxChars} Unicode code points. Joined again they are the text but for
     * white space at the cuts and at the two ends. A text that fits comes back as it is, a blank one as no piece at all.
     * A grapheme cluster is cut only if it alone exceeds the limit.
     *
     * @param maxChars at least 1; OpenAI takes 4096 (the API reference says "characters" without saying which kind; code
     *     points are never fewer than what a reader would count)
     */
    static List<String> split(String text, int maxChars) {
        if (maxChars < 1) {
            throw new IllegalArgumentException("a piece needs room for at least 1 character, not " + maxChars);
        }
        if (text.codePoints().allMatch(Punctuation::isSpace)) {
            return List.of();
        }
        SentenceSplitter splitter = new SentenceSplitter(text, maxChars);
        return splitter.fits(0, text.length()) ? List.of(text) : splitter.split();
    }

    private List<String> split() {
        int end = beforeSpace(0, text.length());
        int from = afterSpace(0, end);
        while (!fits(from, end)) {
            int cut = cut(from);
            pieces.add(text.substring(from, cut));
            from = afterSpace(cut, end);
        }
        pieces.add(text.substring(from, end));
        return List.copyOf(pieces);
    }

    private boolean fits(int from, int end) {
        // A code point is one or two chars, so a look at twice the limit decides.
        long sure = from + 2L * maxChars;
        return end <= sure && text.codePointCount(from, end) <= maxChars;
    }

    private int afterSpace(int from, int end) {
        int at = from;
        while (at < end && Punctuation.isSpace(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private int beforeSpace(int from, int end) {
        int at = end;
        while (at > from && Punctuation.isSpace(text.codePointBefore(at))) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return at;
    }

    /**
     * Returns the best cut in the last third of the window, else the last good one in the middle third. The first third
     * is no better than the middle of an unspaced phrase, since a short piece costs a call of its own.
     */
    private int cut(int from) {
        int limit = text.offsetByCodePoints(from, maxChars);
        int middleThird = text.offsetByCodePoints(from, maxChars / 3);
        int lastThird = text.offsetByCodePoints(from, maxChars - maxChars / 3);
        Matcher clusters = CLUSTER.matcher(text).region(from, Math.min(limit + 2, text.length()));
        int cut = limit;
        Boundary best = Boundary.NONE;
        while (clusters.find() && clusters.end() <= limit) {
            Boundary here = Boundary.at(text, clusters.end());
            if (clusters.end() < middleThird && here.isGood()) {
                here = Boundary.WORD;
            }
            if (here.compareTo(best) >= 0 || (here.isGood() && cut < lastThird)) {
                cut = clusters.end();
                best = here;
            }
        }
        return beforeSpace(from, cut);
    }
}
