package io.serai.price;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.CostSettings;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.Target;
import io.serai.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices by {@code provider/model}: those of the jar, which say where each row comes from, and before them the user's own from
 * {@code serai.cost.prices}. Immutable.
 */
public final class PriceTable {
    private static final String RESOURCE = "prices.json";

    private final Map<String, Price> own;
    private final Map<String, Price> known;
    private final Map<String, String> hosts;

    private PriceTable(Map<String, Price> own, Map<String, Price> known, Map<String, String> hosts) {
        this.own = Map.copyOf(own);
        this.known = Map.copyOf(known);
        this.hosts = Map.copyOf(hosts);
    }

    /**
     * The table of these settings.
     *
     * @throws SettingException when the user's file cannot be read; it names the row at fault
     */
    public static PriceTable of(Settings settings) {
        Map<String, Price> own =
                settings.find(CostSettings.PRICES).map(PriceTable::file).orElse(Map.of());
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(RESOURCE))) {
            JsonNode json = Json.read(in.readAllBytes());
            Map<String, String> hosts = new HashMap<>();
            json.path("hosts")
                    .fields()
                    .forEachRemaining(e -> hosts.put(e.getKey(), e.getValue().asText()));
            return new PriceTable(own, rows(json.path("models")), hosts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the model at this target costs; empty when nobody has said. */
    public Optional<Price> find(Target target) {
        String upstream = target.upstream().name();
        String provider =
                hosts.getOrDefault(String.valueOf(target.upstream().baseUrl().getHost()), upstream);
        return Optional.ofNullable(row(own, upstream, target.model()))
                .or(() -> Optional.ofNullable(row(known, provider, target.model())));
    }

    /** Whether the list names this very model; a wildcard names none. */
    public boolean lists(Target target) {
        String upstream = target.upstream().name();
        String provider =
                hosts.getOrDefault(String.valueOf(target.upstream().baseUrl().getHost()), upstream);
        return own.containsKey(upstream + "/" + target.model()) || known.containsKey(provider + "/" + target.model());
    }

    private static @Nullable Price row(Map<String, Price> rows, String provider, String model) {
        Price exact = rows.get(provider + "/" + model);
        return exact == null ? rows.get(provider + "/*") : exact;
    }

    private static Map<String, Price> file(Path path) {
        try {
            JsonNode json = Json.read(Files.readAllBytes(path));
            if (!json.isObject()) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            return rows(json.has("models") ? json.path("models") : json);
        } catch (IOException e) {
            throw new SettingException(CostSettings.PRICES.key() + ": " + path + " cannot be read: " + Json.problem(e));
        } catch (IllegalArgumentException e) {
            throw new SettingException(CostSettings.PRICES.key() + ": " + path + ": " + e.getMessage());
        }
    }

    private static Map<String, Price> rows(JsonNode models) {
        Map<String, Price> rows = new HashMap<>();
        models.fields().forEachRemaining(e -> rows.put(e.getKey(), PriceRow.of(e.getKey(), e.getValue())));
        return rows;
    }
}
