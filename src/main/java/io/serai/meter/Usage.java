package io.serai.meter;

/**
 * Tokens as the upstream counted them. The later figures are parts of the first two: cached, cache-write, image and audio
 * tokens are inside the prompt's, reasoning and audio output tokens inside the completion's.
 */
public record Usage(
        long promptTokens,
        long completionTokens,
        long totalTokens,
        long cachedTokens,
        long reasoningTokens,
        long cacheWriteTokens,
        long imageTokens,
        long audioTokens,
        long audioOutputTokens) {

    /** Text in, text out. */
    public Usage(long promptTokens, long completionTokens, long totalTokens, long cachedTokens, long reasoningTokens) {
        this(promptTokens, completionTokens, totalTokens, cachedTokens, reasoningTokens, 0, 0, 0, 0);
    }

    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                cachedTokens + other.cachedTokens,
                reasoningTokens + other.reasoningTokens,
                cacheWriteTokens + other.cacheWriteTokens,
                imageTokens + other.imageTokens,
                audioTokens + other.audioTokens,
                audioOutputTokens + other.audioOutputTokens);
    }
}
