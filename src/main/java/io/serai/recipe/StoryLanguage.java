package io.serai.recipe;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/** The language of a text as far as its script tells, for the {@code lang} attribute: it chooses fonts and voices. */
final class StoryLanguage {
    private StoryLanguage() {}

    /** A language tag, such as {@code zh}; {@code en} for Latin script, which many languages share. */
    static String of(String text) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        text.codePoints().forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
        counts.remove(UnicodeScript.COMMON);
        int kana = counts.getOrDefault(UnicodeScript.HIRAGANA, 0) + counts.getOrDefault(UnicodeScript.KATAKANA, 0);
        int han = counts.getOrDefault(UnicodeScript.HAN, 0);
        // Japanese is written with both; a Chinese text may quote a Japanese word.
        if (kana * 5 > han && kana > 0 && kana + han > counts.getOrDefault(UnicodeScript.LATIN, 0)) {
            return "ja";
        }
        UnicodeScript most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.LATIN);
        return switch (most) {
            case HAN -> "zh";
            case HIRAGANA, KATAKANA -> "ja";
            case HANGUL -> "ko";
            case CYRILLIC -> "ru";
            case ARABIC -> "ar";
            case HEBREW -> "he";
            case GREEK -> "el";
            case THAI -> "th";
            case DEVANAGARI -> "hi";
            default -> "en";
        };
    }
}
