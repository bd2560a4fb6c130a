package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/**
 * What {@code storage-download} answers. Close it when the content has been read: it may hold a temporary file.
 *
 * @param content the whole object, its length and, where the store knows it, its hash checked
 * @param contentType as it was stored
 * @param size bytes
 * @param receipt who served it
 */
public record Download(Content content, String contentType, long size, Receipt receipt)
        implements Reply, AutoCloseable {
    @Override
    public void close() {
        content.close();
    }
}
