package io.serai.meter;

import org.jspecify.annotations.Nullable;

/**
 * What one call did.
 *
 * @param callId unique id of the call, the one in logs and errors
 * @param operation such as {@code llm-chat}
 * @param upstream who served: the upstream's name, or the backend's for storage and cache
 * @param model the model that served, as the upstream names it
 * @param attempts requests sent upstream, retries included
 * @param millis from the start of the call to its reply
 * @param sandbox whether the answer is a placeholder of the sandbox
 * @param usage tokens, when the upstream reported them; of a reply from the cache, those of the call that paid for it
 * @param cache what the cache had to do with it; null where there is none
 * @param age seconds since the reply was made, when it came from the cache
 * @param cost of all requests of the call, failed ones included; null when none was sent
 * @param saved what the cache saved; null when it did not serve
 */
public record Receipt(
        String callId,
        String operation,
        @Nullable String upstream,
        @Nullable String model,
        int attempts,
        long millis,
        boolean sandbox,
        @Nullable Usage usage,
        @Nullable CacheUse cache,
        @Nullable Long age,
        @Nullable Cost cost,
        @Nullable Cost saved) {

    /** A receipt of something that knows no cache. */
    public Receipt(
            String callId,
            String operation,
            @Nullable String upstream,
            @Nullable String model,
            int attempts,
            long millis,
            boolean sandbox,
            @Nullable Usage usage) {
        this(callId, operation, upstream, model, attempts, millis, sandbox, usage, null, null, null, null);
    }
}
