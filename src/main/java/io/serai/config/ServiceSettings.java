package io.serai.config;

import java.time.Duration;
import java.util.List;

/** What a request to a model that leaves something out gets. */
public final class ServiceSettings {
    private ServiceSettings() {}

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
    public static final Setting<String> LLM_EMBED_MODEL = Setting.of(
            "serai.llm.embed-model",
            Kind.TEXT,
            "text-embedding-3-small",
            "Model or alias of `llm-embed` when the request names none.");
    public static final Setting<Boolean> LLM_CACHE = Setting.of(
            "serai.llm.cache",
            Kind.FLAG,
            "true",
            "Whether replies of `llm-chat`, `llm-json` and `llm-embed` are kept, and the same call at the same time is made once.");
    public static final Setting<Duration> LLM_CACHE_TTL = Setting.of(
            "serai.llm.cache-ttl",
            Kind.DURATION_KIND,
            null,
            "How long replies of `llm-chat`, `llm-json` and `llm-embed` are kept; default: `serai.cache.ttl`.");
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
    public static final Setting<Boolean> IMAGE_CACHE = Setting.of(
            "serai.image.cache",
            Kind.FLAG,
            "true",
            "Whether replies of `image-generate` are kept, and the same call at the same time is made once.");
    public static final Setting<Duration> IMAGE_CACHE_TTL = Setting.of(
            "serai.image.cache-ttl",
            Kind.DURATION_KIND,
            null,
            "How long replies of `image-generate` are kept; default: `serai.cache.ttl`.");
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

    public static final Setting<Boolean> TTS_CACHE = Setting.of(
            "serai.tts.cache",
            Kind.FLAG,
            "true",
            "Whether replies of `tts-synthesize` are kept, and the same call at the same time is made once.");
    public static final Setting<Duration> TTS_CACHE_TTL = Setting.of(
            "serai.tts.cache-ttl",
            Kind.DURATION_KIND,
            null,
            "How long replies of `tts-synthesize` are kept; default: `serai.cache.ttl`.");

    static final List<Setting<?>> ALL = List.of(
            LLM_MODEL,
            LLM_TEMPERATURE,
            LLM_EMBED_MODEL,
            LLM_CACHE,
            LLM_CACHE_TTL,
            IMAGE_MODEL,
            IMAGE_SIZE,
            IMAGE_QUALITY,
            IMAGE_CACHE,
            IMAGE_CACHE_TTL,
            TTS_MODEL,
            TTS_VOICE,
            TTS_FORMAT,
            TTS_MAX_INPUT,
            TTS_CACHE,
            TTS_CACHE_TTL);
}
