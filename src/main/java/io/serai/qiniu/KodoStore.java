package io.serai.qiniu;

import com.qiniu.util.Etag;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.BaseUrl;
import io.serai.storage.Content;
import io.serai.storage.FetchedObject;
import io.serai.storage.Link;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Objects in one Qiniu Kodo bucket. Small content is one request an attempt; content above 4 MiB goes in parts of 4 MiB.
 * What Kodo says it stored is compared with what was sent.
 */
public final class KodoStore implements ObjectStore {
    /** Time to follow a link that is made for our own download. */
    private static final Duration OWN_LINK = Duration.ofHours(1);

    private final KodoBucket bucket;
    private final BaseUrl urls;
    private final KodoHttp http;
    private final KodoFormUpload form;
    private final KodoPartsUpload parts;
    private final KodoStat stat;
    private final KodoDownload download;

    private KodoStore(KodoBucket bucket, KodoHttp.Limits limits) {
        this.bucket = bucket;
        this.urls = new BaseUrl(bucket.domain());
        this.http = new KodoHttp(limits);
        this.form = new KodoFormUpload(bucket, http);
        this.parts = new KodoPartsUpload(bucket, http);
        this.stat = new KodoStat(bucket, http);
        this.download = new KodoDownload(http);
    }

    /**
     * The bucket of the {@code serai.qiniu.} settings. Asks nobody.
     *
     * @throws SettingException when a key, the bucket or the domain is missing, or the region is unknown
     */
    public static KodoStore of(Settings settings) {
        return of(settings, KodoHttp.Limits.DEFAULT);
    }

    static KodoStore of(Settings settings, KodoHttp.Limits limits) {
        return new KodoStore(KodoBucket.of(settings), limits);
    }

    @Override
    public String name() {
        return "qiniu";
    }

    @Override
    public void put(NewObject object, Attempt attempt) {
        Content content = object.content();
        long size;
        String hash;
        byte[] small = null;
        try (InputStream in = content.open()) {
            size = content.size();
            small = size <= KodoPartsUpload.PART ? content.bytes() : null;
            hash = small == null ? Etag.stream(in, size) : Etag.data(small);
        } catch (IOException e) {
            throw Content.unreadable(attempt.operation(), e);
        }
        String stored;
        try {
            stored = small == null ? parts.upload(object, size, attempt) : form.upload(object, small, attempt);
        } catch (InvalidRequestException e) {
            boolean exists =
                    object.addressed() && "already_exists".equals(e.detail().code());
            if (exists && hash.equals(stat.hash(object.key(), attempt))) {
                return;
            }
            throw e;
        }
        if (!hash.equals(stored)) {
            throw new UpstreamException(
                    "what was stored is not what was sent (the hashes differ)",
                    attempt.detail().because("malformed_reply", null));
        }
    }

    @Override
    public FetchedObject get(String key, long limit, Attempt attempt) {
        return download.get(url(key, OWN_LINK).url(), limit, attempt);
    }

    @Override
    public Link url(String key, Duration expiry) {
        Instant until = bucket.signed() ? Instant.now().plus(expiry) : null;
        return new Link(bucket.url(key, until), until);
    }

    @Override
    public String key(String operation, String param, String keyOrUrl) {
        return urls.key(operation, param, keyOrUrl);
    }

    @Override
    public void close() {
        http.close();
    }
}
