package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code storage-url} answers. Nobody has checked that the object exists.
 *
 * @param url where the object can be read
 * @param expiresAt when a signed URL stops working; null when it does not
 * @param receipt who made it
 */
public record StorageUrl(String url, @Nullable Instant expiresAt, Receipt receipt) implements Reply {}
