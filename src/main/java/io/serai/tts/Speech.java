package io.serai.tts;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/**
 * What {@code tts-synthesize} answers.
 *
 * @param bytes one complete audio file, never empty; not copied: do not change it
 * @param contentType such as {@code audio/mpeg}
 * @param receipt who served
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record Speech(byte[] bytes, String contentType, Receipt receipt) implements Reply {
    Speech with(Receipt other) {
        return new Speech(bytes, contentType, other);
    }
}
