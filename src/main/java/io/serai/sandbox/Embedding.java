package io.serai.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The sum of one random direction for each word, made one long: deterministic, and the nearer the more words are shared. */
final class Embedding {
    private Embedding() {}

    static float[] of(List<String> words, int size) {
        var sum = new double[size];
        for (String word : words) {
            var random = new Random(word.strip().toLowerCase(Locale.ROOT).hashCode());
            for (int i = 0; i < size; i++) {
                sum[i] += random.nextDouble() - 0.5;
            }
        }
        double length = 0;
        for (double d : sum) {
            length += d * d;
        }
        var vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(length));
        }
        return vector;
    }
}
