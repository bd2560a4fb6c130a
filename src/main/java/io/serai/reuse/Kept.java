package io.serai.reuse;

import com.fasterxml.jackson.databind.ObjectReader;
import io.serai.json.Cbor;
import io.serai.meter.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A reply and when it was made.
 *
 * @param made milliseconds since 1970
 */
record Kept<R extends Reply>(R reply, long made) {
    /** Raised when the form changes; values of another version count as missing. */
    private static final byte VERSION = 2;

    private static final int HEADER = 1 + Long.BYTES;

    static <R extends Reply> Kept<R> now(R reply) {
        return new Kept<>(reply, System.currentTimeMillis());
    }

    /** Whole seconds. Clocks of two nodes may differ a little, so never below 0. */
    long age() {
        return Math.max(0, System.currentTimeMillis() - made) / 1000;
    }

    /** Version, time, then the reply as CBOR. */
    byte[] bytes() {
        byte[] cbor = Cbor.bytes(reply);
        return ByteBuffer.allocate(HEADER + cbor.length)
                .put(VERSION)
                .putLong(made)
                .put(cbor)
                .array();
    }

    /** Null when these bytes are none of ours, or of another version. */
    static <R extends Reply> @Nullable Kept<R> read(byte @Nullable [] bytes, Class<R> type, ObjectReader reader) {
        if (bytes == null || bytes.length <= HEADER || bytes[0] != VERSION) {
            return null;
        }
        try {
            R reply = type.cast(Cbor.read(reader, bytes, HEADER));
            return reply == null
                    ? null
                    : new Kept<>(reply, ByteBuffer.wrap(bytes).getLong(1));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
