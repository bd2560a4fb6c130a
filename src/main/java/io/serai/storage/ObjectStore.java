package io.serai.storage;

import java.time.Duration;

/**
 * A place for objects. Every method throws {@link io.serai.error.ServiceException} and nothing else; none repeats anything
 * by itself. Thread-safe.
 */
public interface ObjectStore extends AutoCloseable {
    /** The name in receipts and errors, such as {@code local}. */
    String name();

    /** Stores the object whole or not at all. The same content under the same key is a success, however often. */
    void put(NewObject object, Attempt attempt);

    /**
     * The object of a key.
     *
     * @param limit most bytes that are read
     * @throws io.serai.error.InvalidRequestException when there is none (404) or it is larger (413)
     */
    FetchedObject get(String key, long limit, Attempt attempt);

    /**
     * The URL of a key. Asks nobody.
     *
     * @param expiry life of the URL where the store signs it
     */
    Link url(String key, Duration expiry);

    /**
     * The key in a key or in a URL that {@link #url} made. Asks nobody.
     *
     * @param param the request field it came in
     * @throws io.serai.error.InvalidRequestException for a URL of anything else
     */
    String key(String operation, String param, String keyOrUrl);

    @Override
    void close();
}
