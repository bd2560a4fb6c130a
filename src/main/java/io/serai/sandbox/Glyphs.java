package io.serai.sandbox;

import java.util.HashMap;
import java.util.Map;

/** The 5x7 bitmap alphabet of {@code glyphs.txt}: capitals and digits. */
final class Glyphs {
    private static final int[] BLANK = new int[7];
    private static final Map<Character, int[]> ALL = read();

    private Glyphs() {}

    /** Seven rows of five bits, the leftmost the highest; blank for what the alphabet lacks. */
    static int[] of(char c) {
        return ALL.getOrDefault(c, BLANK);
    }

    private static Map<Character, int[]> read() {
        var glyphs = new HashMap<Character, int[]>();
        Resource.text("glyphs.txt").lines().forEach(line -> {
            String[] fields = line.split(" ", -1);
            int[] rows = new int[7];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Integer.parseInt(fields[i + 1], 16);
            }
            glyphs.put(line.charAt(0), rows);
        });
        return glyphs;
    }
}
