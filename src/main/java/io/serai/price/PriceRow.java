package io.serai.price;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one row of a price file. */
final class PriceRow {
    private static final Set<String> RATES = Set.of(
            "input",
            "cached",
            "cache_write",
            "output",
            "reasoning",
            "audio_input",
            "audio_output",
            "image_input",
            "image_output",
            "text_output",
            "characters");
    private static final Set<String> FIELDS = Set.of(
            "tiers", "image", "images", "images_estimate", "minute_estimate", "source", "as_of", "estimate_source");

    private PriceRow() {}

    /**
     * The price of a row.
     *
     * @throws IllegalArgumentException when it is none; says which row and field
     */
    static Price of(String name, JsonNode row) {
        if (name.indexOf('/') <= 0) {
            throw new IllegalArgumentException("'" + name + "' must be upstream/model");
        }
        row.fieldNames().forEachRemaining(field -> {
            if (!RATES.contains(field) && !FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                        "'" + name + "' has an unknown field '" + field + "'; the prices are "
                                + String.join(", ", RATES.stream().sorted().toList()) + ", image, images");
            }
        });
        Rates base = rates(name, row, null);
        List<Rates> tiers = new ArrayList<>();
        tiers.add(base);
        row.path("tiers").forEach(tier -> tiers.add(rates(name, tier, base)));
        return new Price(
                List.copyOf(tiers),
                number(name, row, "image"),
                table(name, row, "images"),
                table(name, row, "images_estimate"),
                number(name, row, "minute_estimate"),
                row.path("source").asText("serai.cost.prices"),
                row.path("as_of").asText(""));
    }

    /** What a tier leaves out is as in the base. */
    private static Rates rates(String name, JsonNode row, @Nullable Rates base) {
        return new Rates(
                row.path("from").asLong(),
                or(number(name, row, "input"), base == null ? null : base.input()),
                // A tier without a cached price has none: those tokens are estimated at its input price.
                number(name, row, "cached"),
                number(name, row, "cache_write"),
                or(number(name, row, "output"), base == null ? null : base.output()),
                number(name, row, "reasoning"),
                number(name, row, "audio_input"),
                number(name, row, "audio_output"),
                number(name, row, "image_input"),
                number(name, row, "image_output"),
                number(name, row, "characters"));
    }

    private static @Nullable BigDecimal or(@Nullable BigDecimal own, @Nullable BigDecimal base) {
        return own == null ? base : own;
    }

    private static @Nullable BigDecimal number(String name, JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw new IllegalArgumentException("'" + name + "', " + field + ": must be a number, 0 or more");
        }
        return value.decimalValue();
    }

    private static Map<String, Map<String, BigDecimal>> table(String name, JsonNode row, String field) {
        Map<String, Map<String, BigDecimal>> table = new HashMap<>();
        row.path(field).fields().forEachRemaining(quality -> {
            Map<String, BigDecimal> sizes = new HashMap<>();
            quality.getValue().fieldNames().forEachRemaining(size -> {
                BigDecimal price = number(name, quality.getValue(), size);
                if (price != null) {
                    sizes.put(size, price);
                }
            });
            table.put(quality.getKey(), Map.copyOf(sizes));
        });
        return Map.copyOf(table);
    }
}
