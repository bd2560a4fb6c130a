package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers within a schema's bounds: 1, 2, 3 down an array where they fit. */
final class JsonNumbers {
    private static final BigDecimal TINY = new BigDecimal("0.001");

    private JsonNumbers() {}

    static JsonNode make(ObjectNode schema, int index) {
        boolean integer = schema.path("type").toString().contains("integer");
        var step = schema.has("multipleOf") ? schema.path("multipleOf").decimalValue() : BigDecimal.ONE;
        var grain = integer || schema.has("multipleOf") ? step : TINY;
        var value = BigDecimal.valueOf(index + 1L);
        if (schema.has("maximum")) {
            value = value.min(schema.path("maximum").decimalValue());
        }
        if (schema.has("exclusiveMaximum")) {
            value = value.min(schema.path("exclusiveMaximum").decimalValue().subtract(grain));
        }
        value = onGrid(value, grain, RoundingMode.FLOOR);
        if (schema.has("minimum")) {
            value = value.max(onGrid(schema.path("minimum").decimalValue(), grain, RoundingMode.CEILING));
        }
        if (schema.has("exclusiveMinimum")) {
            var above = schema.path("exclusiveMinimum").decimalValue();
            value = value.max(onGrid(above, grain, RoundingMode.FLOOR).add(grain));
        }
        return value.stripTrailingZeros().scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(1L << 53)) < 0
                ? Json.MAPPER.getNodeFactory().numberNode(value.longValueExact())
                : DecimalNode.valueOf(value);
    }

    private static BigDecimal onGrid(BigDecimal value, BigDecimal grain, RoundingMode mode) {
        return grain.signum() <= 0 ? value : value.divide(grain, 0, mode).multiply(grain);
    }
}
