package io.serai.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.ErrorDetail;
import io.serai.retry.Deadline;
import io.serai.storage.Attempt;
import io.serai.testing.KodoCall;
import io.serai.testing.KodoDouble;
import io.serai.testing.KodoFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said at start, and URLs that a CDN signs. The double's bucket is public and lies in z0. */
class KodoCheckTest {
    private final KodoDouble kodo = KodoDouble.start();

    @AfterEach
    void close() {
        kodo.close();
    }

    private KodoStore store(String key, String value) {
        Map<String, String> settings = KodoFixture.settings(kodo, false);
        settings.put(key, value);
        return KodoStore.of(Settings.of(settings), KodoFixture.LIMITS);
    }

    @ParameterizedTest
    @CsvSource({
        "serai.qiniu.region, z2, serai.qiniu.region=z0",
        "serai.qiniu.secret-key, wrong, serai.qiniu.secret-key",
        "serai.qiniu.bucket, another, there is no bucket 'another'",
        "serai.qiniu.private, true, serai.qiniu.private=false",
        "serai.qiniu.domain, http://nobody.invalid, serai.qiniu.domain"
    })
    void a_wrong_setting_is_named_in_one_sentence(String key, String value, String says) {
        try (KodoStore wrong = store(key, value)) {
            SettingException refused = catchThrowableOfType(SettingException.class, wrong::check);

            assertThat(refused).hasMessageContaining(says);
            assertThat(refused.getMessage().lines()).hasSize(1);
        }
    }

    @Test
    void good_settings_pass() {
        try (KodoStore good = store("serai.qiniu.region", "z0")) {
            assertThatCode(good::check).doesNotThrowAnyException();
        }
    }

    @Test
    void a_kodo_that_is_down_does_not_stop_the_start() {
        kodo.always(KodoCall.BUCKET_INFO, KodoFault.status(503));
        try (KodoStore good = store("serai.qiniu.region", "z0")) {
            assertThatCode(good::check).doesNotThrowAnyException();
        }
    }

    @Test
    void an_automatic_region_is_asked_for_once() {
        try (KodoStore auto = store("serai.qiniu.region", "auto")) {
            Attempt attempt = new Attempt(
                    ErrorDetail.of("storage-delete").at("qiniu", null, 1), Deadline.in(Duration.ofMinutes(1)));
            auto.delete("a", attempt);
            auto.delete("b", attempt);

            assertThat(kodo.count(KodoCall.BUCKET_INFO)).isEqualTo(1);
            assertThat(kodo.count(KodoCall.DELETE)).isEqualTo(2);
        }
    }

    @Test
    void a_cdn_with_timestamp_anti_leech_gets_its_signature() {
        KodoBucket bucket = KodoBucket.of(Settings.of(Map.of(
                "serai.qiniu.access-key", "ak",
                "serai.qiniu.secret-key", "sk",
                "serai.qiniu.bucket", "bucket",
                "serai.qiniu.domain", "http://cdn.example.com",
                "serai.qiniu.timestamp-key", "secret")));

        String url = bucket.url("图/a b.txt", java.time.Instant.ofEpochSecond(0x5f000000L));

        // md5 of "secret/%E5%9B%BE/a%20b.txt5f000000", made with md5sum.
        assertThat(url)
                .isEqualTo(
                        "http://cdn.example.com/%E5%9B%BE/a%20b.txt?sign=1801c01a75c588b262d60a3a5a994362&t=5f000000");
    }
}
