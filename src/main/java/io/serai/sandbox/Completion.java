package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One reply text as tokens, with why it ended. All {@code n} choices carry the same.
 *
 * @param finish {@code stop}, {@code length} or {@code content_filter}
 */
record Completion(List<String> pieces, String finish, int promptTokens) {

    static Completion filtered(int promptTokens) {
        return new Completion(List.of(), "content_filter", promptTokens);
    }

    /** Cuts {@code text} at the request's first stop sequence, then at its token limit. */
    static Completion of(String text, int promptTokens, ObjectNode body) {
        var pieces = Tokens.split(stopped(text, body.path("stop")));
        int max = Math.min(limit(body, "max_tokens"), limit(body, "max_completion_tokens"));
        return pieces.size() > max
                ? new Completion(List.copyOf(pieces.subList(0, max)), "length", promptTokens)
                : new Completion(List.copyOf(pieces), "stop", promptTokens);
    }

    String text() {
        return String.join("", pieces);
    }

    private static int limit(ObjectNode body, String field) {
        return Json.has(body, field) ? body.path(field).asInt() : Integer.MAX_VALUE;
    }

    private static String stopped(String text, JsonNode stop) {
        var sequences = new ArrayList<String>();
        if (stop.isTextual()) {
            sequences.add(stop.asText());
        }
        stop.forEach(s -> sequences.add(s.asText()));
        int end = text.length();
        for (String sequence : sequences) {
            int at = sequence.isEmpty() ? -1 : text.indexOf(sequence);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }
}
