package io.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Strings of the prompt's own words, shaped to a schema's {@code format}, {@code pattern} and lengths. */
final class JsonStrings {
    private static final int USUAL_MAX = 500;
    private static final int MAX = 100_000;

    private JsonStrings() {}

    static String make(ObjectNode schema, String words) {
        String formatted = formatted(schema.path("format").asText(), words);
        if (!formatted.isEmpty()) {
            return formatted;
        }
        int min = schema.path("minLength").asInt(0);
        int max = schema.path("maxLength").asInt(Math.max(USUAL_MAX, min));
        if (min > MAX) {
            throw JsonInstance.refused("it asks for a string of " + min + " characters");
        }
        String fitted = fit(words, min, max);
        return schema.has("pattern")
                ? PatternText.matching(schema.path("pattern").asText(), fitted, min)
                : fitted;
    }

    private static String formatted(String format, String words) {
        return switch (format) {
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "date" -> "2026-01-01";
            case "time" -> "00:00:00Z";
            case "duration" -> "PT1M";
            case "email", "idn-email" -> "sandbox@example.com";
            case "hostname", "idn-hostname" -> "sandbox.example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uri", "iri", "uri-reference", "iri-reference" -> "https://example.com/sandbox";
            case "uuid" ->
                UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
            case "json-pointer" -> "/sandbox";
            default -> "";
        };
    }

    /** Cuts at a word's end where one is near, and repeats what is too short. Lengths are in code points. */
    private static String fit(String words, int min, int max) {
        var text = new StringBuilder(words);
        while (text.codePointCount(0, text.length()) < min) {
            text.append(' ').append(words);
        }
        if (text.codePointCount(0, text.length()) <= max) {
            return text.toString();
        }
        String cut = text.substring(0, text.offsetByCodePoints(0, max));
        int space = cut.lastIndexOf(' ');
        boolean near = space > cut.length() * 2 / 3 && cut.codePointCount(0, space) >= min;
        return near ? cut.substring(0, space) : cut;
    }
}
