package io.serai.retry;

import java.io.IOException;
import java.util.Map;

/**
 * Takes the parts of a chat's answer as they arrive; travels as an exchange property. The operation still ends with a
 * complete chat reply, and one that comes from a cache hands out no parts at all. Called by one thread at a time.
 */
public interface ChunkSink extends Caller {
    String PROPERTY = "SeraiChunkSink";

    /** What the caller asks of the stream beside the tokens used, such as {@code include_obfuscation}. */
    Map<String, Object> options();

    /**
     * Shows one part; waits while the caller is behind.
     *
     * @param json a {@code chat.completion.chunk} as the upstream sent it
     * @param usage whether it only says what the answer cost
     * @throws IOException when the caller is gone
     */
    void show(byte[] json, boolean usage) throws IOException;
}
