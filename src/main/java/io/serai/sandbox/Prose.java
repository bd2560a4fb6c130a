package io.serai.sandbox;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sentences to fill JSON strings with, in the prompt's order.
 *
 * @param index the position in the array that this part belongs to
 * @param part whether this is one item's share, whose strings show the whole share
 */
record Prose(List<String> sentences, int index, boolean part) {
    private static final Pattern END =
            Pattern.compile("(?<=[.!?…][\"'”’)\\]]{0,2})\\s+|(?<=[。！？…][\"'”’」』）]{0,2})(?![\"'”’」』）。！？…])|\\s*\\R\\s*");
    private static final int MAX_SENTENCES = 500;

    static Prose of(String text) {
        var sentences = END.splitAsStream(text)
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .limit(MAX_SENTENCES)
                .toList();
        return new Prose(sentences.isEmpty() ? List.of("sandbox") : sentences, 0, false);
    }

    int size() {
        return sentences.size();
    }

    /** Share {@code i} of {@code n}: together they are all sentences in order; with fewer sentences than shares they recur. */
    Prose share(int i, int n) {
        if (size() < n) {
            return new Prose(List.of(sentences.get(i % size())), i, true);
        }
        int from = (int) ((long) i * size() / n);
        int to = (int) ((long) (i + 1) * size() / n);
        return new Prose(sentences.subList(from, to), i, true);
    }

    /** The text of the {@code k}th string of an object: the next sentence, or the whole share inside an array. */
    String piece(int k) {
        return part ? joined() : sentences.get(k % size());
    }

    private String joined() {
        return IntStream.range(0, size())
                .mapToObj(i -> i > 0 && !endsInCjk(sentences.get(i - 1)) ? " " + sentences.get(i) : sentences.get(i))
                .collect(Collectors.joining());
    }

    private static boolean endsInCjk(String sentence) {
        int last = sentence.codePointBefore(sentence.length());
        return Tokens.cjk(last) || "。！？…”’」』）".indexOf(last) >= 0;
    }
}
