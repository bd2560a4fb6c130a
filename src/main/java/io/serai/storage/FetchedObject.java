package io.serai.storage;

/**
 * An object as a store holds it.
 *
 * @param content its bytes, complete
 * @param contentType as it was stored
 * @param size bytes
 */
public record FetchedObject(Content content, String contentType, long size) {}
