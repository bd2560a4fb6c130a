package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/**
 * What {@code storage-upload} answers.
 *
 * @param url where the object can be read; signed, and so of limited life, when the store is private
 * @param key what to ask for later; unlike a signed URL it does not expire
 * @param size bytes
 * @param contentType as it will be served
 * @param receipt who stored it
 */
public record StoredObject(String url, String key, long size, String contentType, Receipt receipt) implements Reply {}
