package io.serai.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that a mistyped one was probably meant to be. */
public final class DidYouMean {
    private DidYouMean() {}

    /** " (did you mean X?)", or nothing when no known name is near. */
    public static String hint(String given, Collection<String> known) {
        int worst = Math.max(2, given.length() / 4);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(given, name)))
                .filter(name -> distance(given, name) <= worst)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("");
    }

    /** Levenshtein distance: single-character edits from one text to the other. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
