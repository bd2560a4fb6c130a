package io.serai.qiniu;

import com.qiniu.util.Etag;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.BaseUrl;
import io.serai.storage.ByteRange;
import io.serai.storage.Content;
import io.serai.storage.FetchedObject;
import io.serai.storage.Link;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectInfo;
import io.serai.storage.ObjectPage;
import io.serai.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final KodoManagement management;
    private final KodoDownload download;
    private final KodoCdn cdn;
    private final KodoCheck check;

    private KodoStore(Settings settings, KodoHttp.Limits limits) {
        this.bucket = KodoBucket.of(settings);
        this.urls = new BaseUrl(bucket.domain());
        this.http = new KodoHttp(limits);
        KodoSigned signed = new KodoSigned(bucket.auth(), http);
        KodoRegion region = new KodoRegion(settings, bucket.name(), signed);
        this.form = new KodoFormUpload(bucket, region, http);
        this.parts = new KodoPartsUpload(settings, bucket, region, http);
        this.management = new KodoManagement(bucket, region, signed);
        this.download = new KodoDownload(http);
        this.cdn = new KodoCdn(settings, signed);
        this.check = new KodoCheck(bucket, region);
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
        return new KodoStore(settings, limits);
    }

    @Override
    public String name() {
        return "qiniu";
    }

    @Override
    public void check() {
        check.run();
    }

    @Override
    public void put(NewObject object, Attempt attempt) {
        Content content = object.content();
        long size;
        String hash;
        byte[] small = null;
        try (InputStream in = content.open()) {
            size = content.size();
            small = size <= PartsBegun.PART ? content.bytes() : null;
            hash = small == null ? Etag.stream(in, size) : Etag.data(small);
        } catch (IOException e) {
            throw Content.unreadable(attempt.operation(), e);
        }
        String stored;
        try {
            stored = small == null ? parts.upload(object, size, attempt) : form.upload(object, small, attempt);
        } catch (ServiceException e) {
            if (mayBeThere(e, object) && hash.equals(management.hash(object.key(), attempt))) {
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

    /** Also an upload in parts whose last answer was lost: asked again, Kodo says that it knows of none. */
    private static boolean mayBeThere(ServiceException e, NewObject object) {
        boolean exists =
                !object.overwrite() && "already_exists".equals(e.detail().code());
        return exists || KodoErrors.isForgotten(e);
    }

    @Override
    public FetchedObject get(String key, @Nullable ByteRange range, long limit, Attempt attempt) {
        return download.get(key, ownLink(key), range, limit, attempt);
    }

    private String ownLink(String key) {
        return bucket.urlsExpire() ? bucket.url(key, Instant.now().plus(OWN_LINK)) : bucket.url(key);
    }

    @Override
    public ObjectInfo stat(String key, Attempt attempt) {
        return management.stat(key, attempt);
    }

    @Override
    public boolean delete(String key, Attempt attempt) {
        return management.delete(key, attempt);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String marker, int limit, Attempt attempt) {
        return management.list(prefix, marker, limit, attempt);
    }

    @Override
    public void copy(String from, String to, boolean overwrite, Attempt attempt) {
        management.copy(from, to, overwrite, attempt);
    }

    @Override
    public void move(String from, String to, boolean overwrite, Attempt attempt) {
        management.move(from, to, overwrite, attempt);
    }

    @Override
    public void warm(List<String> keys, boolean prefetch, Attempt attempt) {
        List<String> addresses = keys.stream().map(bucket::url).toList();
        cdn.order(addresses, prefetch, attempt);
    }

    @Override
    public Link url(String key, Duration expiry) {
        if (!bucket.urlsExpire()) {
            return new Link(bucket.url(key), null);
        }
        Instant until = Instant.now().plus(expiry);
        return new Link(bucket.url(key, until), until);
    }

    @Override
    public boolean owns(String url) {
        return urls.owns(url);
    }

    @Override
    public String key(String operation, String param, String keyOrUrl) {
        return urls.key(operation, param, keyOrUrl);
    }

    @Override
    public void close() {
        parts.close();
        http.close();
    }
}
