package io.serai.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KodoSettingsTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "serai.qiniu.access-key", "ak",
            "serai.qiniu.secret-key", "sk",
            "serai.qiniu.bucket", "bucket",
            "serai.qiniu.domain", "https://cdn.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {"serai.qiniu.access-key", "serai.qiniu.secret-key", "serai.qiniu.bucket", "serai.qiniu.domain"})
    void a_missing_setting_is_named_at_start(String key) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.remove(key);

        SettingException refused =
                catchThrowableOfType(SettingException.class, () -> KodoStore.of(Settings.of(settings)));

        assertThat(refused).hasMessageContaining(key).hasMessageContaining("serai.storage.backend");
    }

    @Test
    void an_unknown_region_is_refused_with_the_known_ones() {
        SettingException refused =
                catchThrowableOfType(SettingException.class, () -> KodoStore.of(with("serai.qiniu.region", "z9")));

        assertThat(refused).hasMessageContaining("z9").hasMessageContaining("cn-east-2");
    }

    @ParameterizedTest
    @CsvSource({
        "z0, https://up.qiniup.com, https://rs.qbox.me",
        "z2, https://up-z2.qiniup.com, https://rs-z2.qiniuapi.com",
        "cn-east-2, https://up-cn-east-2.qiniup.com, https://rs-cn-east-2.qiniuapi.com"
    })
    void a_region_has_its_hosts(String region, String up, String rs) {
        KodoHosts hosts = KodoHosts.of(region, with("serai.qiniu.region", region));

        assertThat(hosts.up()).isEqualTo(up);
        assertThat(hosts.rs()).isEqualTo(rs);
    }

    @Test
    void a_secret_is_not_in_any_text() {
        assertThat(KodoBucket.of(Settings.of(COMPLETE)).toString()).doesNotContain("sk");
    }

    private static Settings with(String key, String value) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.put(key, value);
        return Settings.of(settings);
    }
}
