package io.serai.testing;

import java.time.Instant;
import java.util.Map;

/**
 * An object a {@link KodoDouble} holds.
 *
 * @param hash the qetag of the bytes
 * @param meta the {@code x-qn-meta-*} fields, with their prefix
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes these
public record KodoObject(
        String bucket,
        String key,
        byte[] bytes,
        String hash,
        String mimeType,
        Map<String, String> meta,
        Instant putTime) {

    public int size() {
        return bytes.length;
    }

    KodoObject movedTo(String otherBucket, String otherKey) {
        return new KodoObject(otherBucket, otherKey, bytes, hash, mimeType, meta, putTime);
    }

    KodoObject typed(String otherType) {
        return new KodoObject(bucket, key, bytes, hash, otherType, meta, putTime);
    }

    @Override
    public String toString() {
        return bucket + ":" + key + " (" + size() + " bytes, " + mimeType + ", " + hash + ")";
    }
}
