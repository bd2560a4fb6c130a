package io.serai.door;

import io.serai.error.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A text and the options on top of it.
 *
 * @param options the YAML between a first line {@code ---} and the next; empty when the text does not begin so
 * @param text what follows
 */
record OptionsText(Map<String, Object> options, String text) {
    private static final String FENCE = "---";
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(100_000)
            .build();

    /**
     * The options and text of a file.
     *
     * @throws InvalidRequestException that says in which line the options are wrong
     */
    static OptionsText of(String operation, String content) {
        List<String> lines = content.lines().toList();
        if (lines.isEmpty() || !lines.get(0).stripTrailing().equals(FENCE)) {
            return new OptionsText(Map.of(), content);
        }
        for (int end = 1; end < lines.size(); end++) {
            if (lines.get(end).stripTrailing().equals(FENCE)) {
                String yaml = String.join("\n", lines.subList(1, end));
                String text = String.join("\n", lines.subList(end + 1, lines.size()));
                return new OptionsText(options(operation, yaml), text);
            }
        }
        throw wrong(
                operation,
                "begin at line 1 with --- and never end; close them with another line ---, or put an empty line before"
                        + " a text that begins with ---");
    }

    private static Map<String, Object> options(String operation, String yaml) {
        Object value;
        try {
            value = new Load(SETTINGS).loadFromString(yaml);
        } catch (MarkedYamlEngineException e) {
            // The first --- is line 1, and marks count from 0.
            String line = e.getProblemMark()
                    .map(mark -> "in line " + (mark.getLine() + 2) + " ")
                    .orElse("");
            throw wrong(operation, line + "are not YAML (" + e.getProblem() + "); write one `name: value` a line");
        } catch (YamlEngineException e) {
            throw wrong(operation, "are not YAML; write one `name: value` a line");
        }
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(operation, "must be one `name: value` a line");
        }
        Map<String, Object> options = new LinkedHashMap<>();
        map.forEach((name, option) -> options.put(String.valueOf(name), option));
        return options;
    }

    private static InvalidRequestException wrong(String operation, String problem) {
        return InvalidRequestException.field(operation, "front matter", "the options on top " + problem);
    }
}
