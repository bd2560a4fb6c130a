package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The checked {@code input} of an embeddings request: a text, texts, token numbers, or arrays of them, as words. */
record EmbeddingInput(List<List<String>> texts) {
    private static final int MAX_TOKENS = 8192;
    private static final int MAX_ALL_TOKENS = 300_000;
    private static final int MAX_TEXTS = 2048;

    static EmbeddingInput of(Check check) {
        var input = check.required("input");
        var texts = new ArrayList<List<String>>();
        if (input.isTextual() || numbers(input)) {
            texts.add(words(input));
        } else if (input.isArray()) {
            input.forEach(i -> texts.add(words(i)));
        } else {
            throw Check.wrongType("input", "a string or an array", input);
        }
        if (texts.isEmpty() || texts.size() > MAX_TEXTS) {
            throw invalid("expected 1 to " + MAX_TEXTS + " inputs, but got " + texts.size());
        }
        var all = new EmbeddingInput(texts);
        if (all.tokens() > MAX_ALL_TOKENS) {
            throw invalid("at most " + MAX_ALL_TOKENS + " tokens a request, but got " + all.tokens());
        }
        return all;
    }

    int tokens() {
        return texts.stream().mapToInt(List::size).sum();
    }

    private static List<String> words(JsonNode input) {
        var words = new ArrayList<String>();
        if (input.isTextual()) {
            words.addAll(Tokens.split(input.asText()));
        } else if (numbers(input)) {
            input.forEach(n -> words.add(n.asText()));
        } else {
            throw Check.wrongType("input", "strings or arrays of integers", input);
        }
        if (words.isEmpty()) {
            throw invalid("input cannot be an empty string");
        }
        if (words.size() > MAX_TOKENS) {
            throw invalid("maximum input length is " + MAX_TOKENS + " tokens");
        }
        return words;
    }

    private static boolean numbers(JsonNode input) {
        if (!input.isArray() || input.isEmpty()) {
            return false;
        }
        for (JsonNode n : input) {
            if (!n.isIntegralNumber()) {
                return false;
            }
        }
        return true;
    }

    private static ApiError invalid(String why) {
        return ApiError.invalid("input", null, "Invalid 'input': " + why + ".");
    }
}
