package io.serai.qiniu;

import com.qiniu.common.QiniuException;
import com.qiniu.storage.DownloadUrl;
import com.qiniu.util.Auth;
import com.qiniu.util.StringMap;
import io.serai.config.Setting;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.storage.NewObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One bucket: its hosts, and what is signed with the account's keys.
 *
 * @param domain that serves the bucket, with its scheme
 * @param signed whether the bucket is private
 */
record KodoBucket(Auth auth, String name, URI domain, boolean signed, KodoHosts hosts) {
    /** The token must outlive the upload; Kodo looks at it when the upload ends. */
    private static final Duration TOKEN_RESERVE = Duration.ofHours(1);

    /**
     * The bucket of the settings.
     *
     * @throws SettingException that names the missing key and the remedy
     */
    static KodoBucket of(Settings settings) {
        String accessKey = required(settings, StorageSettings.QINIU_ACCESS_KEY, "it is shown in the Qiniu console");
        String secretKey = required(settings, StorageSettings.QINIU_SECRET_KEY, "it is shown in the Qiniu console");
        String name = required(settings, StorageSettings.QINIU_BUCKET, "give the bucket's name");
        URI domain = required(
                settings,
                StorageSettings.QINIU_DOMAIN,
                "give the domain bound to the bucket, such as https://cdn.example.com");
        return new KodoBucket(
                Auth.create(accessKey, secretKey),
                name,
                domain,
                settings.get(StorageSettings.QINIU_PRIVATE),
                KodoHosts.of(settings));
    }

    /** A token for this one key and size; without leave to replace when the key was made from the content. */
    String uploadToken(NewObject object, long size, Duration remaining) {
        StringMap policy = new StringMap().put("fsizeLimit", size);
        if (object.addressed()) {
            policy.put("insertOnly", 1);
        }
        return auth.uploadToken(
                name, object.key(), remaining.plus(TOKEN_RESERVE).toSeconds(), policy);
    }

    /** Where the key can be read, signed until then; unsigned when that is null. */
    String url(String key, @Nullable Instant until) {
        DownloadUrl url = new DownloadUrl(domain.toString(), "https".equals(domain.getScheme()), key);
        try {
            return until == null ? url.buildURL() : url.buildURL(auth, until.getEpochSecond());
        } catch (QiniuException e) {
            throw new IllegalStateException("the domain was checked at start", e);
        }
    }

    @Override
    public String toString() {
        return "Kodo bucket " + name;
    }

    private static <T> T required(Settings settings, Setting<T> setting, String remedy) {
        return settings.find(setting)
                .orElseThrow(() -> new SettingException(
                        setting.key() + " is not set, and serai.storage.backend=qiniu needs it; " + remedy));
    }
}
