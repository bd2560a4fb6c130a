package io.serai.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.Target;
import io.serai.config.Upstreams;
import io.serai.meter.Cost;
import io.serai.meter.Order;
import io.serai.meter.Usage;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTableTest {
    private static final Order CHAT = Order.chat("hello", 0);

    @TempDir
    Path folder;

    private static Price price(String model, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "serai.upstream.openai.api-key", "k",
                "serai.upstream.ds.base-url", "https://api.deepseek.com/v1",
                "serai.upstream.dashscope.base-url", "http://127.0.0.1:1/v1",
                "serai.upstream.ollama.base-url", "http://127.0.0.1:11434/v1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Settings given = Settings.of(all);
        List<Target> chain =
                Upstreams.of(given, () -> URI.create("http://unused")).chain(model);
        return PriceTable.of(given).find(chain.get(0)).orElse(null);
    }

    private static void costs(Cost cost, String usd, Cost.Basis basis) {
        assertThat(cost.basis()).isEqualTo(basis);
        assertThat(cost.usd()).isEqualByComparingTo(usd);
    }

    @Test
    void a_chat_costs_its_tokens_and_the_cached_ones_less() {
        Price mini = price("gpt-4o-mini");

        costs(mini.of(CHAT, new Usage(1000, 500, 1500, 0, 0)), "0.00045", Cost.Basis.EXACT);
        costs(mini.of(CHAT, new Usage(1000, 500, 1500, 400, 0)), "0.00042", Cost.Basis.EXACT);
        costs(mini.of(CHAT, new Usage(1, 0, 1, 0, 0)), "0.00000015", Cost.Basis.EXACT);
        assertThat(mini.of(CHAT, null)).isEqualTo(Cost.UNKNOWN);
    }

    @Test
    void reasoning_costs_what_output_costs_unless_it_has_a_price_of_its_own() {
        costs(price("gpt-5").of(CHAT, new Usage(0, 300, 300, 0, 200)), "0.003", Cost.Basis.EXACT);
        costs(
                price("dashscope/qwen-plus-2025-04-28").of(CHAT, new Usage(0, 300, 300, 0, 200)),
                "0.00092",
                Cost.Basis.EXACT);
    }

    @Test
    void a_long_prompt_takes_the_whole_request_into_the_next_tier() {
        Price flash = price("dashscope/qwen-flash");

        costs(flash.of(CHAT, new Usage(255_999, 0, 255_999, 0, 0)), "0.01279995", Cost.Basis.EXACT);
        costs(flash.of(CHAT, new Usage(256_000, 0, 256_000, 0, 0)), "0.064", Cost.Basis.EXACT);
        costs(price("gpt-5.4").of(CHAT, new Usage(272_000, 0, 272_000, 0, 0)), "0.68", Cost.Basis.EXACT);
        costs(price("gpt-5.4").of(CHAT, new Usage(272_001, 0, 272_001, 0, 0)), "1.360005", Cost.Basis.EXACT);
        // The tier has no price for cached tokens: the sum is a guess, and says so.
        costs(price("gpt-5.4").of(CHAT, new Usage(300_000, 0, 300_000, 100, 0)), "1.5", Cost.Basis.ESTIMATED);
    }

    @Test
    void an_image_costs_its_tokens_or_its_size_and_quality() {
        Order order = Order.image("a camel", 1, "1024x1024", "high");

        costs(price("gpt-image-2").of(order, new Usage(10, 4000, 4010, 0, 0)), "0.12005", Cost.Basis.EXACT);
        costs(price("gpt-image-2").of(order, null), "0.211", Cost.Basis.ESTIMATED);
        costs(price("dall-e-3").of(Order.image("a", 2, "1792x1024", "hd"), null), "0.24", Cost.Basis.EXACT);
        assertThat(price("dall-e-3").of(Order.image("a", 1, "77x77", "hd"), null))
                .isEqualTo(Cost.UNKNOWN);
    }

    @Test
    void speech_costs_its_characters_or_is_estimated_by_its_length() {
        costs(price("tts-1").of(Order.speech("骆驼 camel"), null), "0.00012", Cost.Basis.EXACT);
        costs(price("gpt-4o-mini-tts").of(Order.speech("x".repeat(900)), null), "0.015", Cost.Basis.ESTIMATED);
    }

    @Test
    void an_embedding_costs_its_input() {
        costs(
                price("text-embedding-3-small").of(Order.embedding("x"), new Usage(1000, 0, 1000, 0, 0)),
                "0.00002",
                Cost.Basis.EXACT);
    }

    @Test
    void a_provider_is_known_by_its_host_whatever_the_upstream_is_called_and_what_runs_at_home_is_free() {
        costs(price("ds/deepseek-chat").of(CHAT, new Usage(1000, 0, 1000, 0, 0)), "0.00028", Cost.Basis.EXACT);
        costs(price("ollama/anything").of(CHAT, new Usage(1000, 9, 1009, 0, 0)), "0", Cost.Basis.EXACT);
        assertThat(price("no-such-model")).isNull();
    }

    @Test
    void own_prices_come_first_and_a_bad_one_is_named() throws Exception {
        Path file = Files.writeString(
                folder.resolve("prices.json"), "{\"openai/gpt-4o-mini\": {\"input\": 1, \"output\": 2}}");

        costs(
                price("gpt-4o-mini", "serai.cost.prices", file.toString())
                        .of(CHAT, new Usage(1_000_000, 0, 1_000_000, 0, 0)),
                "1",
                Cost.Basis.EXACT);

        Files.writeString(file, "{\"openai/x\": {\"inptu\": 1}}");
        assertThatThrownBy(() -> price("gpt-4o-mini", "serai.cost.prices", file.toString()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("openai/x")
                .hasMessageContaining("inptu");
        Files.writeString(file, "{\"openai/x\": {\"input\": -1}}");
        assertThatThrownBy(() -> price("gpt-4o-mini", "serai.cost.prices", file.toString()))
                .hasMessageContaining("0 or more");
    }

    @Test
    void what_is_held_back_covers_the_longest_reply() {
        Cost guess = price("gpt-4o-mini").guess(Order.chat("骆驼".repeat(100), 1000), 5);

        costs(guess, "0.00063", Cost.Basis.ESTIMATED);
        assertThat(price("gpt-4o-mini").guess(CHAT, 1000).usd()).isGreaterThan(new BigDecimal("0.0006"));
    }

    @Test
    void every_row_of_the_list_says_where_it_comes_from_and_when() throws Exception {
        var rows = io.serai.json.Json.read(
                        PriceTable.class.getResourceAsStream("prices.json").readAllBytes())
                .path("models");

        assertThat(rows.size()).isGreaterThan(300);
        rows.fields().forEachRemaining(row -> {
            Price price = PriceRow.of(row.getKey(), row.getValue());
            assertThat(price.source()).as(row.getKey()).isNotBlank();
            assertThat(price.asOf()).as(row.getKey()).matches("20\\d\\d-.*");
        });
    }
}
