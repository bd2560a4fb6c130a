package io.serai.cache;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/**
 * What {@code cache-set} answers.
 *
 * @param key as given
 * @param ttl seconds that the entry will live, at least 1
 * @param receipt which backend keeps it
 */
public record CacheStored(String key, long ttl, Receipt receipt) implements Reply {}
