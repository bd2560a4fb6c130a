package io.serai.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Object storage. */
public final class StorageSettings {
    private StorageSettings() {}

    public static final Setting<String> STORAGE_BACKEND = Setting.of(
            "serai.storage.backend",
            Kind.oneOf("local", "qiniu"),
            "local",
            "`local` keeps objects in the data folder, `qiniu` in a Kodo bucket.");
    public static final Setting<URI> STORAGE_PUBLIC_URL = Setting.of(
            "serai.storage.public-url",
            Kind.URL,
            null,
            "Address under which others reach local objects; default: this REST door's `/storage`.");
    public static final Setting<Duration> STORAGE_URL_EXPIRY = Setting.of(
            "serai.storage.url-expiry", Kind.DURATION_KIND, "1h", "Life of a signed URL when the request gives none.");
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
            "Kodo region id, such as `z0`, `z1`, `z2`, `na0`, `as0`, `cn-east-2`.");
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

    static final List<Setting<?>> ALL = List.of(
            STORAGE_BACKEND,
            STORAGE_PUBLIC_URL,
            STORAGE_URL_EXPIRY,
            QINIU_ACCESS_KEY,
            QINIU_SECRET_KEY,
            QINIU_BUCKET,
            QINIU_DOMAIN,
            QINIU_PRIVATE,
            QINIU_REGION,
            QINIU_UP_HOST,
            QINIU_RS_HOST,
            QINIU_IO_HOST,
            QINIU_UC_HOST,
            QINIU_API_HOST);
}
