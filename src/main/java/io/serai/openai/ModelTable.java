package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What each model takes, read from {@code models.json}. A model that is not in it is unknown here, not refused: its
 * upstream judges.
 */
final class ModelTable {
    private static final List<Row> ROWS = load();

    private ModelTable() {}

    /** Parameters of a chat that the model refuses or names differently. */
    record Chat(List<String> drop, Map<String, String> rename) {}

    /** Limits of an image model; an empty list allows everything. */
    record Image(
            int maxPrompt,
            List<String> sizes,
            List<String> qualities,
            List<String> omitQualities,
            String responseFormat,
            List<String> drop) {}

    /** Voices of a speech model; an empty list allows everything. */
    record Speech(List<String> voices) {}

    private record Row(List<String> models, JsonNode limits) {}

    static Chat chat(String model) {
        JsonNode limits = limits(model, "chat");
        Map<String, String> rename = new LinkedHashMap<>();
        limits.path("rename")
                .fields()
                .forEachRemaining(e -> rename.put(e.getKey(), e.getValue().asText()));
        return new Chat(texts(limits, "drop"), rename);
    }

    static Image image(String model) {
        JsonNode limits = limits(model, "image");
        return new Image(
                limits.path("maxPrompt").asInt(Integer.MAX_VALUE),
                texts(limits, "sizes"),
                texts(limits, "qualities"),
                texts(limits, "omitQualities"),
                limits.path("responseFormat").asText(""),
                texts(limits, "drop"));
    }

    static Speech speech(String model) {
        return new Speech(texts(limits(model, "speech"), "voices"));
    }

    private static JsonNode limits(String model, String kind) {
        return ROWS.stream()
                .filter(row -> row.models().stream().anyMatch(pattern -> fits(pattern, model)))
                .map(row -> row.limits().path(kind))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(() -> Json.tree(Map.of()));
    }

    private static boolean fits(String pattern, String model) {
        return pattern.endsWith("*")
                ? model.startsWith(pattern.substring(0, pattern.length() - 1))
                : model.equals(pattern);
    }

    private static List<String> texts(JsonNode limits, String field) {
        List<String> texts = new ArrayList<>();
        limits.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<Row> load() {
        try (InputStream in = Objects.requireNonNull(ModelTable.class.getResourceAsStream("models.json"))) {
            List<Row> rows = new ArrayList<>();
            for (JsonNode row : Json.read(in.readAllBytes())) {
                rows.add(new Row(texts(row, "models"), row));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
