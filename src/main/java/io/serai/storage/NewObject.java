package io.serai.storage;

/**
 * An object to be stored.
 *
 * @param key checked by {@link ObjectKey}
 * @param content its bytes
 * @param contentType as it will be served
 * @param addressed whether the key was made from the content, so that other content under it is a conflict; else what is
 *     there is replaced
 */
public record NewObject(String key, Content content, String contentType, boolean addressed) {}
