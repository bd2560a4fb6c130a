package io.serai.storage;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place for objects. Every method throws {@link io.serai.error.ServiceException} and nothing else; none repeats anything
 * by itself. Thread-safe.
 */
public interface ObjectStore extends AutoCloseable {
    /** The name in receipts and errors, such as {@code local}. */
    String name();

    /**
     * Asks the store whether the settings are right. A store that cannot be reached is no failure: it may come back.
     *
     * @throws io.serai.config.SettingException that names the setting that is wrong
     */
    default void check() {}

    /**
     * Stores the object whole or not at all. The same content under the same key is a success, however often.
     *
     * @throws io.serai.error.InvalidRequestException with code {@code already_exists} when other content is there and
     *     shall stay
     */
    void put(NewObject object, Attempt attempt);

    /**
     * The object of a key.
     *
     * @param range the part of it to read; null for the whole
     * @param limit most bytes that are read
     * @throws io.serai.error.InvalidRequestException when there is none (404), it is larger (413) or ends before the
     *     range (416)
     */
    FetchedObject get(String key, @Nullable ByteRange range, long limit, Attempt attempt);

    /**
     * What is known of the object of a key.
     *
     * @throws io.serai.error.InvalidRequestException when there is none (404)
     */
    ObjectInfo stat(String key, Attempt attempt);

    /** Deletes the object of a key; answers whether there was one. */
    boolean delete(String key, Attempt attempt);

    /**
     * The objects whose keys begin with the prefix, in the order of their keys' bytes in UTF-8.
     *
     * @param marker of the page before; null for the first
     * @param limit 1 to 1000
     */
    ObjectPage list(String prefix, @Nullable String marker, int limit, Attempt attempt);

    /**
     * Copies an object with all that it is served with.
     *
     * @param overwrite whether another object under the new key is replaced; else it is a conflict
     */
    void copy(String from, String to, boolean overwrite, Attempt attempt);

    /** Moves an object like {@link #copy}; afterwards it is under the new key only. */
    void move(String from, String to, boolean overwrite, Attempt attempt);

    /**
     * The URL of a key. Asks nobody.
     *
     * @param expiry life of the URL where the store signs it
     */
    Link url(String key, Duration expiry);

    /** Whether this is a URL that {@link #key} understands. Asks nobody. */
    boolean owns(String url);

    /**
     * The key in a key or in a URL that {@link #url} made. Asks nobody.
     *
     * @param param the request field it came in
     * @throws io.serai.error.InvalidRequestException for a URL of anything else
     */
    String key(String operation, String param, String keyOrUrl);

    /**
     * Tells the network in front of the store to forget these objects, or to fetch them before anybody asks. Without such
     * a network there is nothing to do.
     *
     * @param prefetch whether to fetch, else to forget
     */
    default void warm(List<String> keys, boolean prefetch, Attempt attempt) {}

    @Override
    void close();
}
