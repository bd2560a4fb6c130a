package io.serai.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a prompt as a model would: which part is a JSON Schema, which the instruction, which the text to work on. */
final class Story {
    private static final Pattern SCHEMA_LINE =
            Pattern.compile("(?mi)^.{0,200}\\bJSON Schema[:：]\\s*(?:```(?:json)?\\s*)?(?=\\{)");
    private static final Pattern LEAD_IN =
            Pattern.compile("(?m)^.{0,400}[:：][ \\t]*\\R|(?mi)^(?:story|text|故事|正文|文本)[:：][ \\t]*");

    /** A schema may have more prompt behind it. */
    private static final ObjectReader LENIENT =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Story() {}

    /** The JSON object that follows a line ending in "JSON Schema:", if there is one. */
    static @Nullable JsonNode schemaIn(String prompt) {
        var line = SCHEMA_LINE.matcher(prompt);
        return line.find() ? object(prompt.substring(line.end())).node() : null;
    }

    /** The prompt's text without its schema, and without the instruction when a line ending in a colon parts the two. */
    static String in(String prompt) {
        String text = prompt;
        var line = SCHEMA_LINE.matcher(prompt);
        if (line.find()) {
            var found = object(prompt.substring(line.end()));
            String rest = prompt.substring(line.end() + found.length()).replaceFirst("^\\s*```", "");
            text = prompt.substring(0, line.start()) + "\n" + rest;
        }
        var lead = LEAD_IN.matcher(text);
        String story = lead.find() ? text.substring(lead.end()) : text;
        return story.isBlank() ? text.strip() : story.strip();
    }

    private record Found(@Nullable JsonNode node, int length) {}

    private static Found object(String text) {
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            JsonNode node = LENIENT.readTree(parser);
            return new Found(node, (int) parser.currentLocation().getCharOffset());
        } catch (IOException e) {
            // Not JSON after all: then it is a part of the text like any other.
            return new Found(null, 0);
        }
    }
}
