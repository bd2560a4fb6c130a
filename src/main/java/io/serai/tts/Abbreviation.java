package io.serai.tts;

import java.util.Locale;
import java.util.Set;

/** Tells full stops that end a sentence from those that do not. */
final class Abbreviation {
    private static final int LONGEST = 8;
    private static final Set<String> TITLES_AND_SUCH = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "nos", "fig", "vol", "pp", "ca", "cf", "inc",
            "ltd", "co", "approx", "dept", "gen", "rev", "hon", "gov", "capt", "sgt");

    private Abbreviation() {}

    /** Whether the full stop ends a known abbreviation, an initial, an "e.g." or the number of a list's item. */
    static boolean endsAt(String text, int stop) {
        int from = stop;
        while (from > 0 && stop - from <= LONGEST && isPart(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, stop);
        return isInitials(word)
                || isItem(word, from == 0 || text.charAt(from - 1) == '\n')
                || TITLES_AND_SUCH.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isInitials(String word) {
        if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
            return false;
        }
        return word.length() == 1 ? !word.equals("I") : word.charAt(1) == '.';
    }

    private static boolean isItem(String word, boolean startsLine) {
        return startsLine && !word.isEmpty() && word.chars().allMatch(Character::isDigit);
    }

    private static boolean isPart(char c) {
        return c == '.' || isAsciiLetterOrDigit(c);
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
