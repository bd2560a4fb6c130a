package io.serai.qiniu;

import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.storage.Attempt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Knows the bucket's hosts: from the settings, or, when the region is {@code auto}, from Kodo, which is asked once. */
final class KodoRegion {
    private static final String UC = "https://uc.qiniuapi.com";

    private final Settings settings;
    private final String bucket;
    private final KodoSigned signed;
    private final String id;
    private volatile @Nullable KodoHosts hosts;

    /**
     * What Kodo says of the bucket.
     *
     * @param region id of the region it lies in
     * @param signed whether it is private, so that links must be signed
     */
    record Facts(String region, boolean signed) {}

    KodoRegion(Settings settings, String bucket, KodoSigned signed) {
        KodoHosts.check(settings);
        this.settings = settings;
        this.bucket = bucket;
        this.signed = signed;
        this.id = settings.get(StorageSettings.QINIU_REGION);
        this.hosts = id.equals(KodoHosts.AUTO) ? null : KodoHosts.of(id, settings);
    }

    /** The region id of the settings. */
    String id() {
        return id;
    }

    KodoHosts hosts(Attempt attempt) {
        KodoHosts known = hosts;
        if (known == null) {
            // Two calls at once ask twice, and learn the same.
            known = KodoHosts.of(facts(attempt).region(), settings);
            hosts = known;
        }
        return known;
    }

    /** Asks Kodo (developer.qiniu.com/kodo/9268). */
    Facts facts(Attempt attempt) {
        String uc = KodoHosts.host(settings, StorageSettings.QINIU_UC_HOST).orElse(UC);
        String name = URLEncoder.encode(bucket, StandardCharsets.UTF_8);
        KodoAnswer answer = signed.post(uc + "/v2/bucketInfo?bucket=" + name, attempt);
        return new Facts(
                answer.body().path("region").asText("z0"),
                answer.body().path("private").asInt() != 0);
    }
}
