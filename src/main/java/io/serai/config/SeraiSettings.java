package io.serai.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The table of all settings. The settings page in the documentation is generated from it. */
public final class SeraiSettings {
    private SeraiSettings() {}

    public static final Setting<String> HOST = Setting.of(
            "serai.host",
            Kind.TEXT,
            "127.0.0.1",
            "Address the REST door listens on. Any address but a loopback one needs `serai.api-keys`.");
    public static final Setting<Integer> PORT =
            Setting.of("serai.port", Kind.integer(0, 65535), "8080", "Port of the REST door; 0 takes a free one.");
    public static final Setting<Integer> MANAGEMENT_PORT = Setting.of(
            "serai.management.port",
            Kind.integer(0, 65535),
            "9876",
            "Port of health and metrics, on 127.0.0.1; 0 takes a free one.");
    public static final Setting<List<String>> API_KEYS = new Setting<>(
            "serai.api-keys",
            Kind.LIST,
            null,
            true,
            "Keys that callers of the REST door send as `Authorization: Bearer`. Without any, the door is open to this machine only.");
    public static final Setting<Long> MAX_BODY = Setting.of(
            "serai.max-body", Kind.SIZE_KIND, "10MB", "Largest request body the REST door takes, uploads apart.");
    public static final Setting<Long> MAX_UPLOAD =
            Setting.of("serai.max-upload", Kind.SIZE_KIND, "1GB", "Largest object that can be uploaded.");
    public static final Setting<Path> DATA =
            Setting.of("serai.data", Kind.FOLDER, "./serai-data", "Folder of inbox, results and local storage.");
    public static final Setting<String> MODE = Setting.of(
            "serai.mode",
            Kind.oneOf("auto", "live", "sandbox"),
            "auto",
            "`auto` is live when the upstream `openai` has a key or another upstream is configured, else sandbox. In `live` a missing key is an error at start.");
    public static final Setting<Path> ROUTES =
            Setting.of("serai.routes", Kind.FOLDER, null, "Folder of YAML routes to use instead of those in the jar.");
    public static final Setting<String> LANGUAGE = Setting.of(
            "serai.language",
            Kind.oneOf("en", "zh"),
            "en",
            "Language of remedies written for people, such as in `name.error.json`.");

    public static final Setting<URI> UPSTREAM_BASE_URL = Setting.of(
            "serai.upstream.<name>.base-url",
            Kind.URL,
            null,
            "Address of an OpenAI-compatible upstream, with its version path. `openai` exists by default and takes OPENAI_BASE_URL.");
    public static final Setting<String> UPSTREAM_API_KEY =
            Setting.secret("serai.upstream.<name>.api-key", "The upstream's key. `openai` takes OPENAI_API_KEY.");
    public static final Setting<List<String>> UPSTREAM_API_KEYS = new Setting<>(
            "serai.upstream.<name>.api-keys", Kind.LIST, null, true, "Several keys of the upstream, used in turn.");
    public static final Setting<Duration> UPSTREAM_CONNECT_TIMEOUT = Setting.of(
            "serai.upstream.<name>.connect-timeout",
            Kind.DURATION_KIND,
            "5s",
            "Longest wait for a connection to the upstream.");
    public static final Setting<Duration> UPSTREAM_TIMEOUT = Setting.of(
            "serai.upstream.<name>.timeout",
            Kind.DURATION_KIND,
            "120s",
            "Longest time of one attempt, from connecting to the last byte.");
    public static final Setting<Long> UPSTREAM_MAX_REPLY = Setting.of(
            "serai.upstream.<name>.max-reply", Kind.SIZE_KIND, "64MB", "Largest reply that is read from the upstream.");
    public static final Setting<List<String>> MODEL_ALIAS = Setting.of(
            "serai.model.<name>", Kind.LIST, null, "A model name of your own: the `upstream/model` it stands for.");

    public static final Setting<String> LLM_MODEL = Setting.of(
            "serai.llm.model",
            Kind.TEXT,
            "gpt-4o-mini",
            "Model or alias of `llm-chat` and `llm-json` when the request names none.");
    public static final Setting<Double> LLM_TEMPERATURE = Setting.of(
            "serai.llm.temperature",
            Kind.decimal(0, 2),
            "0.7",
            "Temperature of `llm-chat` when the request gives none.");
    public static final Setting<String> IMAGE_MODEL = Setting.of(
            "serai.image.model",
            Kind.TEXT,
            "gpt-image-2",
            "Model or alias of `image-generate` when the request names none.");
    public static final Setting<String> IMAGE_SIZE = Setting.of(
            "serai.image.size", Kind.TEXT, "1024x1024", "Size of `image-generate` when the request gives none.");
    public static final Setting<String> IMAGE_QUALITY = Setting.of(
            "serai.image.quality",
            Kind.TEXT,
            "standard",
            "Quality of `image-generate` when the request gives none; `standard` is each model's own default.");
    public static final Setting<String> TTS_MODEL = Setting.of(
            "serai.tts.model",
            Kind.TEXT,
            "gpt-4o-mini-tts",
            "Model or alias of `tts-synthesize` when the request names none.");
    public static final Setting<String> TTS_VOICE =
            Setting.of("serai.tts.voice", Kind.TEXT, "alloy", "Voice of `tts-synthesize` when the request gives none.");
    public static final Setting<String> TTS_FORMAT = Setting.of(
            "serai.tts.format",
            Kind.oneOf("mp3", "wav", "opus", "aac", "flac", "pcm"),
            "mp3",
            "Audio format of `tts-synthesize` when the request gives none.");

    public static final Setting<Integer> TTS_MAX_INPUT = Setting.of(
            "serai.tts.max-input",
            Kind.integer(100, 1_000_000),
            "4096",
            "Characters one speech request takes; longer texts are split at sentence ends and joined.");

    public static final Setting<Integer> RETRY_MAX_ATTEMPTS = Setting.of(
            "serai.retry.max-attempts",
            Kind.integer(1, 10),
            "3",
            "Requests an upstream may see for one call, the first included.");
    public static final Setting<Duration> RETRY_MIN_WAIT =
            Setting.of("serai.retry.min-wait", Kind.DURATION_KIND, "2s", "Shortest wait before another attempt.");
    public static final Setting<Duration> RETRY_MAX_WAIT = Setting.of(
            "serai.retry.max-wait",
            Kind.DURATION_KIND,
            "10s",
            "Longest wait before another attempt, unless the upstream asks for more.");
    public static final Setting<Duration> RETRY_MAX_HINT = Setting.of(
            "serai.retry.max-hint",
            Kind.DURATION_KIND,
            "60s",
            "Longest wait an upstream may ask for; a longer one fails the call at once and is passed on.");
    public static final Setting<Double> RETRY_JITTER =
            Setting.of("serai.retry.jitter", Kind.decimal(0, 1), "0.2", "Share of a wait that is added at random.");
    public static final Setting<Duration> DEADLINE = Setting.of(
            "serai.deadline", Kind.DURATION_KIND, "5m", "Longest time of one call, retries and waits included.");

    public static final Setting<String> REDIS_URL = new Setting<>(
            "serai.redis.url",
            Kind.TEXT,
            null,
            true,
            "Redis for the cache: `redis://[user:password@]host:port[/database]`, `rediss://` for TLS.");
    public static final Setting<Duration> REDIS_TIMEOUT =
            Setting.of("serai.redis.timeout", Kind.DURATION_KIND, "500ms", "Longest wait for one Redis command.");
    public static final Setting<Duration> CACHE_TTL = Setting.of(
            "serai.cache.ttl", Kind.DURATION_KIND, "3600s", "Life of a cache entry when `cache-set` gives none.");
    public static final Setting<Long> CACHE_MAX_SIZE = Setting.of(
            "serai.cache.max-size",
            Kind.SIZE_KIND,
            "256MB",
            "Memory the in-process cache may hold; never more than a quarter of the heap.");
    public static final Setting<Long> CACHE_MAX_VALUE =
            Setting.of("serai.cache.max-value", Kind.SIZE_KIND, "32MB", "Largest value `cache-set` takes.");

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

    public static final Setting<Integer> FOLDER_PARALLEL =
            Setting.of("serai.folder.parallel", Kind.integer(1, 256), "4", "Inbox files worked on at once.");
    public static final Setting<Duration> FOLDER_POLL =
            Setting.of("serai.folder.poll", Kind.DURATION_KIND, "500ms", "How often the inbox is looked at.");
    public static final Setting<Duration> FOLDER_SETTLE = Setting.of(
            "serai.folder.settle", Kind.DURATION_KIND, "1s", "How long a file must be unchanged before it is taken.");
    public static final Setting<Long> FOLDER_MAX_FILE =
            Setting.of("serai.folder.max-file", Kind.SIZE_KIND, "100MB", "Largest inbox file that is taken.");
    public static final Setting<Integer> RECIPE_PARALLEL =
            Setting.of("serai.recipe.parallel", Kind.integer(1, 64), "4", "Scenes of recipes worked on at once.");

    /** All settings in the order of the settings page. */
    public static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            MANAGEMENT_PORT,
            API_KEYS,
            MAX_BODY,
            MAX_UPLOAD,
            DATA,
            MODE,
            ROUTES,
            LANGUAGE,
            UPSTREAM_BASE_URL,
            UPSTREAM_API_KEY,
            UPSTREAM_API_KEYS,
            UPSTREAM_CONNECT_TIMEOUT,
            UPSTREAM_TIMEOUT,
            UPSTREAM_MAX_REPLY,
            MODEL_ALIAS,
            LLM_MODEL,
            LLM_TEMPERATURE,
            IMAGE_MODEL,
            IMAGE_SIZE,
            IMAGE_QUALITY,
            TTS_MODEL,
            TTS_VOICE,
            TTS_FORMAT,
            TTS_MAX_INPUT,
            RETRY_MAX_ATTEMPTS,
            RETRY_MIN_WAIT,
            RETRY_MAX_WAIT,
            RETRY_MAX_HINT,
            RETRY_JITTER,
            DEADLINE,
            REDIS_URL,
            REDIS_TIMEOUT,
            CACHE_TTL,
            CACHE_MAX_SIZE,
            CACHE_MAX_VALUE,
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
            QINIU_API_HOST,
            FOLDER_PARALLEL,
            FOLDER_POLL,
            FOLDER_SETTLE,
            FOLDER_MAX_FILE,
            RECIPE_PARALLEL);
}
