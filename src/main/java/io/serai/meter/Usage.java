package io.serai.meter;

/**
 * Tokens as the upstream counted them. Cached tokens are inside the prompt's, reasoning tokens inside the completion's.
 */
public record Usage(
        long promptTokens, long completionTokens, long totalTokens, long cachedTokens, long reasoningTokens) {

    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                cachedTokens + other.cachedTokens,
                reasoningTokens + other.reasoningTokens);
    }
}
