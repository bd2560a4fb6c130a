package io.serai.qiniu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.qiniu.common.QiniuException;
import com.qiniu.storage.DownloadUrl;
import com.qiniu.util.Auth;
import com.qiniu.util.Md5;
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
 * One bucket, and what is signed with the account's keys.
 *
 * @param domain that serves the bucket, with its scheme
 * @param signed whether the bucket is private
 * @param timestampKey of the CDN's timestamp anti-leech; null when that is off
 */
record KodoBucket(
        Auth auth,
        String name,
        URI domain,
        boolean signed,
        @Nullable String timestampKey) {
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
                settings.find(StorageSettings.QINIU_TIMESTAMP_KEY).orElse(null));
    }

    /** A token for this one key and size; with leave to replace only when that was asked for. */
    String uploadToken(NewObject object, long size, Duration remaining) {
        StringMap policy = new StringMap().put("fsizeLimit", size);
        if (!object.overwrite()) {
            policy.put("insertOnly", 1);
        }
        return auth.uploadToken(
                name, object.key(), remaining.plus(TOKEN_RESERVE).toSeconds(), policy);
    }

    /** Whether the URLs of the bucket end. */
    boolean urlsExpire() {
        return signed || timestampKey != null;
    }

    /** Where the key can be read, without any signature. */
    String url(String key) {
        try {
            return link(key).buildURL();
        } catch (QiniuException e) {
            throw new IllegalStateException("the domain was checked at start", e);
        }
    }

    /** Where the key can be read until then: signed for the CDN, for the bucket, or for both, the bucket's token last. */
    String url(String key, Instant until) {
        try {
            String url = signed
                    ? link(key).buildURL(auth, until.getEpochSecond())
                    : link(key).buildURL();
            return timestampKey == null ? url : withTimestamp(url, until);
        } catch (QiniuException e) {
            throw new IllegalStateException("the domain was checked at start", e);
        }
    }

    /** The CDN takes its parameters off before it asks the bucket, so they are not part of what the token signs. */
    private String withTimestamp(String url, Instant until) {
        int query = url.indexOf('?');
        String plain = query < 0 ? url : url.substring(0, query);
        String path = URI.create(plain).getRawPath();
        String t = Long.toHexString(until.getEpochSecond());
        String sign = Md5.md5((timestampKey + path + t).getBytes(UTF_8));
        String ours = "?sign=" + sign + "&t=" + t;
        return plain + ours + (query < 0 ? "" : "&" + url.substring(query + 1));
    }

    private DownloadUrl link(String key) {
        return new DownloadUrl(domain.toString(), "https".equals(domain.getScheme()), key);
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
