package io.serai.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.json.Json;
import io.serai.meter.Cost;
import io.serai.meter.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry as one line of JSON. */
final class LedgerLine {
    private LedgerLine() {}

    static byte[] of(LedgerEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", entry.time().toString());
        line.put("call", entry.call());
        line.put("attempt", entry.attempt());
        line.put("operation", entry.operation());
        line.put("upstream", entry.upstream());
        line.put("model", entry.model());
        line.put("key", entry.key());
        if (!entry.tag().isEmpty()) {
            line.put("tag", entry.tag());
        }
        line.put("outcome", entry.outcome());
        if (entry.usage() != null) {
            line.put("usage", entry.usage());
        }
        if (!entry.outcome().equals(LedgerEntry.BEGUN)) {
            line.put("usd", text(entry.cost()));
            line.put("basis", entry.cost().basis().id());
            line.put("ms", entry.ms());
        }
        if (entry.saved() != null) {
            line.put("saved", text(entry.saved()));
            line.put("saved_basis", entry.saved().basis().id());
        }
        return (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(Cost cost) {
        // As a text: a reader that makes doubles of numbers would lose the last digits of money.
        return cost.usd() == null ? null : cost.usd().stripTrailingZeros().toPlainString();
    }

    /** The entry of a line; empty when it is torn or is none. */
    static Optional<LedgerEntry> read(String line) {
        try {
            JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
            boolean cache = json.path("outcome").asText().equals(LedgerEntry.CACHE);
            return Optional.of(new LedgerEntry(
                    Instant.parse(json.path("time").asText()),
                    json.path("call").asText(),
                    json.path("attempt").asInt(),
                    json.path("operation").asText(),
                    json.path("upstream").asText(),
                    json.path("model").asText(),
                    json.path("key").asText(),
                    json.path("tag").asText(),
                    json.path("outcome").asText(),
                    usage(json.path("usage")),
                    cost(json, "usd", "basis"),
                    cache ? cost(json, "saved", "saved_basis") : null,
                    json.path("ms").asLong()));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cost cost(JsonNode json, String amount, String basis) {
        if (!json.hasNonNull(amount)) {
            return Cost.UNKNOWN;
        }
        return new Cost(
                new BigDecimal(json.path(amount).asText()),
                Cost.Basis.valueOf(json.path(basis).asText().toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Usage usage(JsonNode json) {
        return !json.isObject()
                ? null
                : new Usage(
                        json.path("prompt_tokens").asLong(),
                        json.path("completion_tokens").asLong(),
                        json.path("total_tokens").asLong(),
                        json.path("cached_tokens").asLong(),
                        json.path("reasoning_tokens").asLong(),
                        json.path("cache_write_tokens").asLong(),
                        json.path("image_tokens").asLong(),
                        json.path("audio_tokens").asLong(),
                        json.path("audio_output_tokens").asLong());
    }
}
