package io.serai.s3;

import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.error.ServiceException;
import io.serai.storage.Attempt;
import io.serai.storage.BaseUrl;
import io.serai.storage.ByteRange;
import io.serai.storage.ContentTypes;
import io.serai.storage.FetchedObject;
import io.serai.storage.Link;
import io.serai.storage.NewObject;
import io.serai.storage.ObjectHeaders;
import io.serai.storage.ObjectInfo;
import io.serai.storage.ObjectPage;
import io.serai.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in one bucket of an S3-compatible service: AWS, MinIO, Kodo's S3 endpoint. That what is there stays rests on
 * conditional writes ({@code If-None-Match: *}), which AWS and MinIO have.
 */
public final class S3Store implements ObjectStore {
    /** S3 signs for seven days at most. */
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private final S3Bucket bucket;
    private final BaseUrl urls;
    private final S3Client client;
    private final S3Presigner presigner;
    private final S3Upload upload;
    private final S3Download download;

    private S3Store(S3Bucket bucket, S3Bucket.Limits limits) {
        this.bucket = bucket;
        this.urls = new BaseUrl(bucket.base());
        this.client = bucket.client(limits);
        this.presigner = bucket.presigner();
        this.upload = new S3Upload(client, bucket.name());
        this.download = new S3Download(client, bucket.name());
    }

    /**
     * The bucket of the {@code serai.s3.} settings. Asks nobody.
     *
     * @throws SettingException when a key or the bucket is missing
     */
    public static S3Store of(Settings settings) {
        return of(settings, S3Bucket.Limits.DEFAULT);
    }

    static S3Store of(Settings settings, S3Bucket.Limits limits) {
        return new S3Store(S3Bucket.of(settings), limits);
    }

    @Override
    public String name() {
        return "s3";
    }

    /** For routes of one's own with the component {@code aws2-s3}, which finds it in the registry. */
    public S3Client client() {
        return client;
    }

    @Override
    public void check() {
        new S3Check(client, bucket).run();
    }

    @Override
    public void put(NewObject object, Attempt attempt) {
        mapped(attempt, () -> {
            upload.put(object, attempt);
            return true;
        });
    }

    @Override
    public FetchedObject get(String key, @Nullable ByteRange range, long limit, Attempt attempt) {
        return mapped(attempt, () -> download.get(key, range, limit, attempt));
    }

    @Override
    public ObjectInfo stat(String key, Attempt attempt) {
        return mapped(attempt, () -> {
            HeadObjectResponse r =
                    client.headObject(h -> h.bucket(bucket.name()).key(key).overrideConfiguration(within(attempt)));
            return info(
                    key,
                    r.contentLength(),
                    r.contentType(),
                    r.eTag(),
                    r.lastModified(),
                    r.cacheControl(),
                    r.contentDisposition(),
                    r.metadata());
        });
    }

    /** S3 itself does not say whether there was one. */
    @Override
    public boolean delete(String key, Attempt attempt) {
        boolean there = exists(key, attempt);
        return mapped(attempt, () -> {
            client.deleteObject(d -> d.bucket(bucket.name()).key(key).overrideConfiguration(within(attempt)));
            return there;
        });
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String marker, int limit, Attempt attempt) {
        return mapped(attempt, () -> {
            ListObjectsV2Response page = client.listObjectsV2(l -> l.bucket(bucket.name())
                    .prefix(prefix)
                    .maxKeys(limit)
                    .continuationToken(marker)
                    .overrideConfiguration(within(attempt)));
            List<ObjectInfo> objects = new ArrayList<>();
            for (S3Object o : page.contents()) {
                objects.add(info(o.key(), o.size(), "", o.eTag(), o.lastModified(), null, null, Map.of()));
            }
            return new ObjectPage(
                    objects, Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null);
        });
    }

    @Override
    public void copy(String from, String to, boolean overwrite, Attempt attempt) {
        if (!overwrite && inTheWay(from, to, attempt)) {
            throw S3Errors.exists(attempt.detail());
        }
        mapped(attempt, () -> {
            CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                    .sourceBucket(bucket.name())
                    .sourceKey(from)
                    .destinationBucket(bucket.name())
                    .destinationKey(to)
                    .metadataDirective(MetadataDirective.COPY)
                    .overrideConfiguration(within(attempt));
            return client.copyObject(request.build());
        });
    }

    /** The same content under the new key is in nobody's way: an earlier attempt may have put it there. */
    private boolean inTheWay(String from, String to, Attempt attempt) {
        try {
            ObjectInfo there = stat(to, attempt);
            ObjectInfo here = stat(from, attempt);
            return there.etag() == null || !there.etag().equals(here.etag()) || there.size() != here.size();
        } catch (ServiceException e) {
            if (e.detail().status() == 404) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void move(String from, String to, boolean overwrite, Attempt attempt) {
        copy(from, to, overwrite, attempt);
        delete(from, attempt);
    }

    private boolean exists(String key, Attempt attempt) {
        try {
            stat(key, attempt);
            return true;
        } catch (ServiceException e) {
            if (e.detail().status() == 404) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Link url(String key, Duration expiry) {
        if (!bucket.signed()) {
            return new Link(urls.url(key), null);
        }
        Duration life = expiry.compareTo(LONGEST_LINK) > 0 ? LONGEST_LINK : expiry;
        var signed = presigner.presignGetObject(p -> p.signatureDuration(life)
                .getObjectRequest(g -> g.bucket(bucket.name()).key(key)));
        return new Link(signed.url().toString(), signed.expiration());
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
        client.close();
        presigner.close();
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Attempt attempt) {
        Duration left = attempt.remaining();
        return c -> c.apiCallTimeout(left);
    }

    private static <T> T mapped(Attempt attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ServiceException ours) {
                    // Of a reader that the client calls.
                    throw ours;
                }
            }
            throw e instanceof S3Exception answer ? S3Errors.of(answer, attempt) : S3Errors.of(e, attempt);
        }
    }

    static ObjectInfo info(
            String key,
            long size,
            @Nullable String contentType,
            @Nullable String etag,
            @Nullable Instant lastModified,
            @Nullable String cacheControl,
            @Nullable String contentDisposition,
            Map<String, String> metadata) {
        return new ObjectInfo(
                key,
                size,
                contentType == null ? ContentTypes.UNKNOWN : contentType,
                etag == null ? null : unquoted(etag),
                lastModified,
                new ObjectHeaders(cacheControl, contentDisposition, new HashMap<>(metadata)));
    }

    /** Of an object that was stored in one piece the ETag is its MD5; others' have a dash or another length. */
    static boolean isMd5(@Nullable String etag) {
        return etag != null && unquoted(etag).matches("[0-9a-f]{32}");
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
