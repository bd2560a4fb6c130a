package io.serai.reuse;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that all nodes share. Nothing here blocks or throws: what goes wrong, or takes longer than the store's own time
 * limit, completes its stage exceptionally, and the caller does without. The stages of one key complete in the order of the
 * calls. Thread-safe.
 */
public interface SharedStore {
    /** False while the store is known to be down or slow: nobody should wait for it. */
    boolean usable();

    /** The value, or null. */
    CompletionStage<byte @Nullable []> get(String key);

    /** Keeps a value for a time, whatever was there. */
    CompletionStage<?> set(String key, byte[] value, Duration ttl);

    /** Keeps a value if there is none; says whether it did. */
    CompletionStage<Boolean> claim(String key, byte[] value, Duration lease);

    /** The value; where there is none, this claim if it can be had, both with one question. */
    CompletionStage<GetOrClaim> getOrClaim(String key, String claimKey, byte[] claim, Duration lease);

    /**
     * What there is.
     *
     * @param value null when there is none
     * @param mine whether the claim was had, of a key without a value
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record GetOrClaim(byte @Nullable [] value, boolean mine) {}

    /** Gives a claim another time to live if it still has this value; says whether it had. */
    CompletionStage<Boolean> renew(String key, byte[] value, Duration lease);

    /** Forgets all values whose key begins so; says how many there were. */
    CompletionStage<Long> forget(String beginning);

    /** Forgets a claim if it still has this value. */
    CompletionStage<Boolean> release(String key, byte[] value);
}
