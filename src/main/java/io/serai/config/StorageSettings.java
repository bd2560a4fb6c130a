package io.serai.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Object storage. */
public final class StorageSettings {
    private StorageSettings() {}

    public static final Setting<String> STORAGE_BACKEND = Setting.of(
            "serai.storage.backend",
            Kind.oneOf("local", "qiniu", "s3"),
            "local",
            "`local` keeps objects in the data folder, `qiniu` in a Kodo bucket, `s3` in a bucket of any S3-compatible service.");
    public static final Setting<URI> STORAGE_PUBLIC_URL = Setting.of(
            "serai.storage.public-url",
            Kind.URL,
            null,
            "Address under which others reach local objects; default: this REST door's `/storage`.");
    public static final Setting<Duration> STORAGE_URL_EXPIRY = Setting.of(
            "serai.storage.url-expiry", Kind.DURATION_KIND, "1h", "Life of a signed URL when the request gives none.");
    public static final Setting<String> STORAGE_NAMING = Setting.of(
            "serai.storage.naming",
            Kind.oneOf("hash", "date-uuid", "original"),
            "hash",
            "How an object without a key of its own gets one: `hash` of its content and the name, `date-uuid`, or the `original` file name.");
    public static final Setting<String> STORAGE_PREFIX = Setting.of(
            "serai.storage.prefix",
            Kind.TEXT,
            null,
            "What such keys begin with, such as `uploads/`; default: nothing.");
    public static final Setting<List<String>> STORAGE_TYPES = Setting.of(
            "serai.storage.types",
            Kind.LIST,
            "*/*",
            "Content types that are stored, such as `image/*, application/pdf`. The bytes tell the type, not the sender.");
    public static final Setting<String> STORAGE_CACHE_CONTROL = Setting.of(
            "serai.storage.cache-control",
            Kind.TEXT,
            null,
            "`Cache-Control` of objects whose upload gives none; default: a year for content-addressed keys, else none.");
    public static final Setting<Boolean> STORAGE_CHECK = Setting.of(
            "serai.storage.check",
            Kind.FLAG,
            "true",
            "Whether the store is asked at start if keys, bucket and region are right. A store that does not answer is only warned of.");
    public static final Setting<List<String>> STORAGE_FETCH_HOSTS = Setting.of(
            "serai.storage.fetch-hosts",
            Kind.LIST,
            null,
            "Other hosts that `storage-download` may fetch URLs from, such as `*.example.com`; default: none. Private addresses are refused all the same.");
    public static final Setting<Integer> STORAGE_FETCH_REDIRECTS = Setting.of(
            "serai.storage.fetch-redirects",
            Kind.integer(0, 10),
            "0",
            "Redirects followed when fetching from those hosts; each must lead to one of them.");
    public static final Setting<String> QINIU_ACCESS_KEY = Setting.secret("serai.qiniu.access-key", "Kodo access key.");
    public static final Setting<String> QINIU_SECRET_KEY = Setting.secret("serai.qiniu.secret-key", "Kodo secret key.");
    public static final Setting<String> QINIU_BUCKET =
            Setting.of("serai.qiniu.bucket", Kind.TEXT, null, "Kodo bucket.");
    public static final Setting<URI> QINIU_DOMAIN =
            Setting.of("serai.qiniu.domain", Kind.URL, null, "Domain that serves the bucket, with its scheme.");
    public static final Setting<Boolean> QINIU_PRIVATE = Setting.of(
            "serai.qiniu.private", Kind.FLAG, "false", "Whether the bucket is private, so that URLs are signed.");
    public static final Setting<String> QINIU_REGION = Setting.of(
            "serai.qiniu.region",
            Kind.TEXT,
            "z0",
            "Kodo region id, such as `z0`, `z1`, `z2`, `na0`, `as0`, `cn-east-2`; `auto` asks Kodo at the first use.");
    public static final Setting<Integer> QINIU_PARTS = Setting.of(
            "serai.qiniu.parallel-parts",
            Kind.integer(1, 16),
            "3",
            "Parts of one large upload, of 4 MB each, that are sent at the same time.");
    public static final Setting<String> QINIU_TIMESTAMP_KEY = Setting.secret(
            "serai.qiniu.timestamp-key",
            "Key of the CDN's timestamp anti-leech; when given, URLs are signed with it and expire.");
    public static final Setting<URI> QINIU_CDN_HOST = Setting.of(
            "serai.qiniu.cdn-host",
            Kind.URL,
            "https://fusion.qiniuapi.com",
            "Host that takes the CDN's refresh and prefetch orders.");
    public static final Setting<URI> QINIU_UP_HOST =
            Setting.of("serai.qiniu.up-host", Kind.URL, null, "Upload host instead of the region's.");
    public static final Setting<URI> QINIU_RS_HOST =
            Setting.of("serai.qiniu.rs-host", Kind.URL, null, "Management host instead of the region's.");
    public static final Setting<URI> QINIU_IO_HOST =
            Setting.of("serai.qiniu.io-host", Kind.URL, null, "Origin host instead of the region's.");
    public static final Setting<URI> QINIU_UC_HOST =
            Setting.of("serai.qiniu.uc-host", Kind.URL, null, "Bucket-information host instead of the public cloud's.");
    public static final Setting<URI> QINIU_API_HOST =
            Setting.of("serai.qiniu.api-host", Kind.URL, null, "API host instead of the region's.");

    public static final Setting<URI> S3_ENDPOINT = Setting.of(
            "serai.s3.endpoint",
            Kind.URL,
            null,
            "Address of an S3-compatible service, such as MinIO's; default: AWS in the region.");
    public static final Setting<String> S3_REGION =
            Setting.of("serai.s3.region", Kind.TEXT, "us-east-1", "Region that requests are signed for.");
    public static final Setting<String> S3_BUCKET = Setting.of("serai.s3.bucket", Kind.TEXT, null, "S3 bucket.");
    public static final Setting<String> S3_ACCESS_KEY = Setting.secret("serai.s3.access-key", "S3 access key id.");
    public static final Setting<String> S3_SECRET_KEY = Setting.secret("serai.s3.secret-key", "S3 secret access key.");
    public static final Setting<Boolean> S3_PATH_STYLE = Setting.of(
            "serai.s3.path-style",
            Kind.FLAG,
            null,
            "Whether the bucket stands in the path and not in the host name; default: when there is an endpoint.");
    public static final Setting<Boolean> S3_PRIVATE = Setting.of(
            "serai.s3.private", Kind.FLAG, "true", "Whether the bucket is private, so that URLs are signed.");
    public static final Setting<URI> S3_DOMAIN = Setting.of(
            "serai.s3.domain",
            Kind.URL,
            null,
            "Domain that serves a public bucket; default: the bucket's own address.");
    static final List<Setting<?>> ALL = List.of(
            STORAGE_BACKEND,
            STORAGE_PUBLIC_URL,
            STORAGE_URL_EXPIRY,
            STORAGE_NAMING,
            STORAGE_PREFIX,
            STORAGE_TYPES,
            STORAGE_CACHE_CONTROL,
            STORAGE_CHECK,
            STORAGE_FETCH_HOSTS,
            STORAGE_FETCH_REDIRECTS,
            QINIU_ACCESS_KEY,
            QINIU_SECRET_KEY,
            QINIU_BUCKET,
            QINIU_DOMAIN,
            QINIU_PRIVATE,
            QINIU_REGION,
            QINIU_PARTS,
            QINIU_TIMESTAMP_KEY,
            QINIU_CDN_HOST,
            QINIU_UP_HOST,
            QINIU_RS_HOST,
            QINIU_IO_HOST,
            QINIU_UC_HOST,
            QINIU_API_HOST,
            S3_ENDPOINT,
            S3_REGION,
            S3_BUCKET,
            S3_ACCESS_KEY,
            S3_SECRET_KEY,
            S3_PATH_STYLE,
            S3_PRIVATE,
            S3_DOMAIN);
}
