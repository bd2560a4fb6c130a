package io.serai.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A token estimate without a vocabulary: a CJK character is one token, other words one for each six letters, each sign one.
 */
final class Tokens {
    private static final String CJK = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]";
    private static final Pattern TOKEN =
            Pattern.compile(CJK + "| ?(?:(?!" + CJK + ")[\\p{L}\\p{M}\\p{N}]){1,6}|\\s+|.", Pattern.DOTALL);
    private static final Pattern ONE_CJK = Pattern.compile(CJK);

    private Tokens() {}

    static int count(String text) {
        int count = 0;
        for (var m = TOKEN.matcher(text); m.find(); ) {
            count++;
        }
        return count;
    }

    /** The pieces of {@code text} that {@link #count} counts; joined they are the text again. */
    static List<String> split(String text) {
        var pieces = new ArrayList<String>();
        for (var m = TOKEN.matcher(text); m.find(); ) {
            pieces.add(m.group());
        }
        return pieces;
    }

    static boolean cjk(String text) {
        return ONE_CJK.matcher(text).find();
    }

    static boolean cjk(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    /** The first {@code max} characters of {@code text}, with an ellipsis when that is not all. */
    static String start(String text, int max) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= max
                ? line
                : line.substring(0, line.offsetByCodePoints(0, max)).strip() + "…";
    }
}
