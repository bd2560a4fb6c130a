package io.serai.sandbox;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A text that a regular expression accepts, for the usual ones: literals, classes, groups, the first alternative, and
 * quantifiers. Anything else ends in a text that the validator will refuse, which the caller is told.
 */
final class PatternText {
    private static final int MAX = 10_000;

    private final String regex;
    private final int more;
    private int at;

    private PatternText(String regex, int more) {
        this.regex = regex;
        this.more = more;
    }

    /** {@code words} when they match, else a text made from {@code regex}, at least {@code min} long if it repeats. */
    static String matching(String regex, String words, int min) {
        try {
            if (Pattern.compile(regex).matcher(words).find()) {
                return words;
            }
        } catch (PatternSyntaxException e) {
            throw JsonInstance.refused("its pattern " + regex + " is not a regular expression");
        }
        String shortest = new PatternText(regex, 0).alternatives();
        return shortest.length() >= min ? shortest : new PatternText(regex, min).alternatives();
    }

    private String alternatives() {
        String first = sequence();
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            sequence();
        }
        return first;
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            text.append(repeated(atom()));
            if (text.length() > MAX) {
                throw JsonInstance.refused("its pattern asks for a very long string");
            }
        }
        return text.toString();
    }

    private String atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> "s";
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escaped();
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (regex.startsWith("?:", at)) {
            at += 2;
        } else if (regex.startsWith("?<", at)) {
            at = regex.indexOf('>', at) + 1;
        }
        String inside = alternatives();
        at++;
        return inside;
    }

    private String escaped() {
        char c = regex.charAt(at++);
        return switch (c) {
            case 'd' -> "1";
            case 'w' -> "s";
            case 's' -> " ";
            case 'b', 'B' -> "";
            case 'D', 'S', 'W' -> c == 'W' ? "-" : "s";
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> String.valueOf(c);
        };
    }

    /** A character of the class: the JDK decides which of the likely ones belongs to it. */
    private String characterClass() {
        int from = at - 1;
        for (int i = at; i < regex.length(); i++) {
            if (regex.charAt(i) == '\\') {
                i++;
            } else if (regex.charAt(i) == ']' && i > at) {
                at = i + 1;
                break;
            }
        }
        var accepts = Pattern.compile(regex.substring(from, at)).asMatchPredicate();
        for (int c : (Iterable<Integer>) "sS1-_ .字".codePoints().boxed()::iterator) {
            if (accepts.test(Character.toString(c))) {
                return Character.toString(c);
            }
        }
        for (int c = ' '; c < 0x3000; c++) {
            if (accepts.test(Character.toString(c))) {
                return Character.toString(c);
            }
        }
        return "";
    }

    private String repeated(String atom) {
        if (at >= regex.length()) {
            return atom;
        }
        int min = 1;
        int max = 1;
        switch (regex.charAt(at)) {
            case '*' -> {
                min = 0;
                max = MAX;
                at++;
            }
            case '+' -> {
                max = MAX;
                at++;
            }
            case '?' -> {
                min = 0;
                at++;
            }
            case '{' -> {
                int end = regex.indexOf('}', at);
                String[] bounds = regex.substring(at + 1, end).split(",", -1);
                min = Integer.parseInt(bounds[0]);
                max = bounds.length == 1 ? min : bounds[1].isEmpty() ? MAX : Integer.parseInt(bounds[1]);
                at = end + 1;
            }
            default -> {
                return atom;
            }
        }
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
        return atom.repeat(Math.min(MAX, Math.max(min, Math.min(max, more))));
    }
}
