package io.serai.cache;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/**
 * What {@code cache-delete} answers.
 *
 * @param key as given
 * @param deleted whether there was an entry; after a repeated attempt false may also mean that the first one worked
 * @param receipt which backend answered
 */
public record CacheDeleted(String key, boolean deleted, Receipt receipt) implements Reply {}
