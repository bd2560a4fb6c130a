package io.serai.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What {@code image-generate} answers.
 *
 * @param bytes one complete image file, never empty; not copied: do not change it
 * @param contentType such as {@code image/png}
 * @param receipt who served, and the tokens used
 * @param raw the upstream's whole reply as it sent it, for those who pass it on; null when it was not kept
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes: compared by nobody, copied for nobody.
public record Image(
        byte[] bytes,
        String contentType,
        Receipt receipt,
        @JsonIgnore byte @Nullable [] raw) implements Reply {
    public Image(byte[] bytes, String contentType, Receipt receipt) {
        this(bytes, contentType, receipt, null);
    }

    Image with(Receipt other) {
        return new Image(bytes, contentType, other, raw);
    }
}
