package io.serai.llm;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code llm-json} answers.
 *
 * @param value the JSON object as maps, lists, texts, numbers, booleans and nulls; valid against the schema, if any
 * @param receipt who served, and the tokens of all attempts
 */
public record JsonReply(Map<String, Object> value, Receipt receipt) implements Reply {
    public JsonReply {
        value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
    }

    JsonReply with(Receipt other) {
        return new JsonReply(value, other);
    }
}
