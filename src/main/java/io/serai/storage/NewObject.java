package io.serai.storage;

/**
 * An object to be stored.
 *
 * @param key checked by {@link ObjectKey}
 * @param content its bytes
 * @param contentType as it will be served
 * @param overwrite whether other content under the key is replaced; else it is a conflict
 * @param headers what it is served with beside
 */
public record NewObject(String key, Content content, String contentType, boolean overwrite, ObjectHeaders headers) {
    public NewObject(String key, Content content, String contentType, boolean overwrite) {
        this(key, content, contentType, overwrite, ObjectHeaders.NONE);
    }
}
