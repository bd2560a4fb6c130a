package io.serai.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final URI SANDBOX = URI.create("http://127.0.0.1:1/v1");

    @Test
    void an_environment_variable_beats_a_system_property_beats_the_file() {
        Settings settings = Settings.of(
                Map.of("serai.port", "1", "serai.data", "a", "serai.deadline", "1s"),
                Map.of("serai.port", "2", "serai.data", "b"),
                Map.of("SERAI_PORT", "3"));

        assertThat(settings.get(ProgramSettings.PORT)).isEqualTo(3);
        assertThat(settings.get(ProgramSettings.DATA)).hasToString("b");
        assertThat(settings.get(RetrySettings.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_variable_can_set_a_key_with_a_name_in_it() {
        Settings settings =
                Settings.of(Map.of(), Map.of(), Map.of("SERAI_UPSTREAM_MY_LLM_BASE_URL", "http://localhost:11434/v1"));

        assertThat(settings.names(UpstreamSettings.UPSTREAM_BASE_URL)).containsExactly("my-llm");
    }

    @Test
    void openai_s_own_variables_are_read() {
        Settings settings = Settings.of(
                Map.of("serai.upstream.openai.api-key", "ours"), Map.of(), Map.of("OPENAI_API_KEY", "theirs"));

        assertThat(settings.get(UpstreamSettings.UPSTREAM_API_KEY.named("openai")))
                .isEqualTo("ours");
    }

    @ParameterizedTest
    @CsvSource({
        "serai.prot, 1, did you mean serai.port?",
        "serai.port, 70000, whole number from 0 to 65535",
        "serai.mode, production, 'one of auto, live, sandbox'",
        "serai.deadline, 5 parsecs, a duration such as",
        "serai.max-body, big, a size such as",
        "serai.qiniu.private, yes, true or false",
        "serai.upstream.x.base-url, ftp://x, an http:// or https:// address",
        "serai.upstream.x.base-url, https://user:secret@x/v1, an http:// or https:// address",
        "serai.upstream.x.base-ulr, http://x, is not a setting"
    })
    void a_bad_setting_names_the_key_and_what_is_allowed(String key, String value, String says) {
        assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(says);
    }

    @Test
    void a_secret_shows_in_no_message_and_is_not_visible_to_routes() {
        Settings settings = Settings.of(Map.of("serai.redis.url", "redis://:canary@localhost"));

        assertThat(settings.visible().values()).noneMatch(value -> value.contains("canary"));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "2s, 2000", "1m, 60000", "7, 7000"})
    void durations_are_read_with_their_unit(String text, long millis) {
        Settings settings = Settings.of(Map.of("serai.deadline", text));

        assertThat(settings.get(RetrySettings.DEADLINE)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void without_a_key_all_upstreams_are_played_by_the_sandbox() {
        Upstreams upstreams = Upstreams.of(Settings.of(Map.of()), () -> SANDBOX);

        assertThat(upstreams.sandbox()).isTrue();
        assertThat(upstreams.chain("gpt-4o-mini").get(0).upstream().baseUrl()).isEqualTo(SANDBOX);
    }

    @Test
    void with_a_key_nothing_is_played() {
        Upstreams upstreams = Upstreams.of(Settings.of(Map.of("serai.upstream.openai.api-key", "k")), () -> SANDBOX);

        assertThat(upstreams.sandbox()).isFalse();
        assertThat(upstreams.chain("gpt-4o-mini").get(0).upstream().baseUrl()).hasToString("https://api.openai.com/v1");
    }

    @Test
    void a_model_is_an_alias_an_upstream_s_or_the_default_upstream_s() {
        Upstreams upstreams = Upstreams.of(
                Settings.of(Map.of(
                        "serai.upstream.deepseek.base-url", "http://localhost:1/v1/",
                        "serai.model.smart", "deepseek/deepseek-chat, openai/gpt-4o-mini")),
                () -> SANDBOX);

        assertThat(upstreams.chain("smart"))
                .extracting(Target::toString)
                .isEqualTo(List.of("deepseek/deepseek-chat", "openai/gpt-4o-mini"));
        assertThat(upstreams.chain("deepseek/r1")).extracting(Target::toString).containsExactly("deepseek/r1");
        assertThat(upstreams.chain("deepseek-ai/V3"))
                .extracting(Target::toString)
                .containsExactly("openai/deepseek-ai/V3");
    }

    @Test
    void an_alias_to_an_unknown_upstream_is_an_error_at_start() {
        Settings settings = Settings.of(Map.of("serai.model.smart", "depseek/x"));

        assertThatThrownBy(() -> Upstreams.of(settings, () -> SANDBOX))
                .hasMessageContaining("serai.model.smart")
                .hasMessageContaining("the upstreams are openai");
    }
}
