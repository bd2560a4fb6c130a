package io.serai.image;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/**
 * What {@code image-generate} answers.
 *
 * @param bytes one complete image file, never empty; not copied: do not change it
 * @param contentType such as {@code image/png}
 * @param receipt who served, and the tokens used
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record Image(byte[] bytes, String contentType, Receipt receipt) implements Reply {
    Image with(Receipt other) {
        return new Image(bytes, contentType, other);
    }
}
