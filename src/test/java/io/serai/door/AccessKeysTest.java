package io.serai.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessKeysTest {
    private static AccessKeys keys(String... settings) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return AccessKeys.of(Settings.of(map));
    }

    @Test
    void a_key_is_found_by_itself_whether_it_was_configured_plain_or_as_its_hash() {
        AccessKeys keys = keys(
                "serai.access.web.key", "sha256:" + AccessKey.hash("web-secret").toUpperCase(java.util.Locale.ROOT),
                "serai.access.batch.key", "batch-secret",
                "serai.api-keys", "old, sha256:" + AccessKey.hash("older"));

        assertThat(keys.find("web-secret").map(AccessKey::name)).contains("web");
        assertThat(keys.find("batch-secret").map(AccessKey::name)).contains("batch");
        assertThat(keys.find("old")).isPresent();
        assertThat(keys.find("older").map(AccessKey::name))
                .contains("key-" + AccessKey.hash("older").substring(0, 8));
        assertThat(keys.find("other")).isEmpty();
        assertThat(keys.find(AccessKey.hash("web-secret"))).isEmpty();
    }

    @Test
    void a_caller_may_use_what_its_patterns_name_and_everything_when_there_are_none() {
        AccessKeys keys = keys(
                "serai.access.web.key", "a",
                "serai.access.web.models", "gpt-4o*, deepseek/*",
                "serai.access.web.operations", "llm-*, cache-get",
                "serai.access.all.key", "b");
        AccessKey web = keys.named("web").orElseThrow();

        assertThat(web.allowsModel("gpt-4o-mini")).isTrue();
        assertThat(web.allowsModel("deepseek/deepseek-chat")).isTrue();
        assertThat(web.allowsModel("my-gpt-4o")).isFalse();
        assertThat(web.allowsOperation("llm-chat")).isTrue();
        assertThat(web.allowsOperation("cache-get")).isTrue();
        assertThat(web.allowsOperation("cache-set")).isFalse();
        assertThat(keys.named("all").orElseThrow().allowsModel("anything")).isTrue();
    }

    @Test
    void a_caller_without_a_key_a_key_twice_and_a_hash_that_is_none_are_refused_at_start() {
        assertThatThrownBy(() -> keys("serai.access.web.models", "x"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("serai.access.web.key is not set");
        assertThatThrownBy(() -> keys("serai.access.a.key", "same", "serai.api-keys", "same"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("same key")
                .hasMessageNotContaining("same,");
        assertThatThrownBy(() -> keys("serai.access.web.key", "sha256:123"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("serai.access.web.key: the value is not a key");
    }
}
