package io.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {
    @TempDir
    Path data;

    @BeforeEach
    void spend() throws IOException {
        Files.createDirectories(data.resolve("ledger"));
        Files.writeString(
                data.resolve("ledger/2026-11-24-1.jsonl"),
                line("2026-11-24T23:59:59Z", "gpt-4o-mini", "anna", "0.25", "exact")
                        + line("2026-11-24T10:00:00Z", "=1+1", "", null, "unknown"));
        Files.writeString(
                data.resolve("ledger/2026-11-25-1.jsonl"),
                line("2026-11-25T00:00:00Z", "gpt-4o-mini", "ben", "0.5", "estimated"));
    }

    private static String line(String time, String model, String key, String usd, String basis) {
        return "{\"time\":\"" + time + "\",\"call\":\"c\",\"attempt\":1,\"operation\":\"llm-chat\",\"upstream\":\"up\","
                + "\"model\":\"" + model + "\",\"key\":\"" + key + "\",\"outcome\":\"ok\","
                + (usd == null ? "" : "\"usd\":\"" + usd + "\",") + "\"basis\":\"" + basis + "\",\"ms\":5}\n";
    }

    private String run(String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Settings settings = Settings.of(
                Map.of("serai.data", data.toString(), "serai.cost.currency", "CNY", "serai.cost.rate", "7"));
        int code = Commands.run(List.of(words), settings, new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_table_is_in_the_currency_of_the_settings_and_ends_with_the_total() throws Exception {
        List<String> lines = run("cost").lines().toList();

        assertThat(lines.get(0)).startsWith("model").contains("cost CNY", "unknown");
        assertThat(lines.get(2)).startsWith("up/gpt-4o-mini").contains("5.250000", "3.500000");
        assertThat(lines.get(3)).startsWith("total").contains("5.250000").endsWith("1");
    }

    @Test
    void sums_are_by_model_operation_key_or_day_between_days_in_csv_too() throws Exception {
        assertThat(run("cost", "--by", "day", "--csv").lines())
                .containsExactly(
                        "day,requests,failed,cache_hits,tokens_in,tokens_out,cost,estimated,saved,simulated,unknown",
                        "2026-11-24,2,0,0,0,0,0.25,0,0,0,1",
                        "2026-11-25,1,0,0,0,0,0.5,0.5,0,0,0");
        assertThat(run("cost", "--by", "key", "--csv", "--from", "2026-11-25").lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("ben,1,");
        assertThat(run("cost", "--by", "operation", "--csv", "--to", "2026-11-24"))
                .contains("llm-chat,2,");
    }

    @Test
    void a_caller_s_model_name_is_no_formula_in_a_spreadsheet() throws Exception {
        assertThat(run("cost", "--by", "model", "--csv")).contains("up/=1+1").doesNotContain("\n=");
    }

    @Test
    void a_wrong_word_is_answered_with_what_is_right() throws Exception {
        assertThatThrownBy(() -> run("cost", "--by", "colour"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("model, operation, key, tag, day");
        assertThatThrownBy(() -> run("cost", "--form")).hasMessageContaining("--from");
        assertThatThrownBy(() -> run("cost", "--from", "yesterday")).hasMessageContaining("2026-11-25");
        assertThatThrownBy(() -> run("costs")).hasMessageContaining("the commands are");
    }
}
