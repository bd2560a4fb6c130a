package io.serai.qiniu;

import io.serai.config.Settings;
import io.serai.testing.KodoDouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A KodoStore that talks to a double. */
final class KodoFixture {
    /** Short enough to wait for, long enough for a busy machine. */
    static final KodoHttp.Limits LIMITS =
            new KodoHttp.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private KodoFixture() {}

    static Map<String, String> settings(KodoDouble kodo, boolean signed) {
        Map<String, String> settings = new HashMap<>();
        settings.put("serai.storage.backend", "qiniu");
        settings.put("serai.qiniu.access-key", kodo.accessKey());
        settings.put("serai.qiniu.secret-key", kodo.secretKey());
        settings.put("serai.qiniu.bucket", kodo.bucket());
        settings.put("serai.qiniu.domain", kodo.url());
        settings.put("serai.qiniu.private", Boolean.toString(signed));
        for (String host : new String[] {"up", "rs", "io", "uc", "api", "cdn"}) {
            settings.put("serai.qiniu." + host + "-host", kodo.url());
        }
        return settings;
    }

    static KodoStore store(KodoDouble kodo, boolean signed) {
        return KodoStore.of(Settings.of(settings(kodo, signed)), LIMITS);
    }
}
