package io.serai.storage;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that is opened by the first call that needs it: a host that never stores anything gets no folder. Thread-safe. */
public final class StoreOnFirstUse implements ObjectStore {
    private final Supplier<ObjectStore> opening;
    private @Nullable ObjectStore store;

    /**
     * @param opening what it throws, the call that came first throws; the next one tries again
     */
    public StoreOnFirstUse(Supplier<ObjectStore> opening) {
        this.opening = opening;
    }

    private synchronized ObjectStore store() {
        ObjectStore opened = store == null ? opening.get() : store;
        store = opened;
        return opened;
    }

    @Override
    public String name() {
        return store().name();
    }

    @Override
    public void put(NewObject object, Attempt attempt) {
        store().put(object, attempt);
    }

    @Override
    public FetchedObject get(String key, @Nullable ByteRange range, long limit, Attempt attempt) {
        return store().get(key, range, limit, attempt);
    }

    @Override
    public ObjectInfo stat(String key, Attempt attempt) {
        return store().stat(key, attempt);
    }

    @Override
    public boolean delete(String key, Attempt attempt) {
        return store().delete(key, attempt);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String marker, int limit, Attempt attempt) {
        return store().list(prefix, marker, limit, attempt);
    }

    @Override
    public void copy(String from, String to, boolean overwrite, Attempt attempt) {
        store().copy(from, to, overwrite, attempt);
    }

    @Override
    public void move(String from, String to, boolean overwrite, Attempt attempt) {
        store().move(from, to, overwrite, attempt);
    }

    @Override
    public void warm(List<String> keys, boolean prefetch, Attempt attempt) {
        store().warm(keys, prefetch, attempt);
    }

    @Override
    public Link url(String key, Duration expiry) {
        return store().url(key, expiry);
    }

    @Override
    public boolean owns(String url) {
        return store().owns(url);
    }

    @Override
    public String key(String operation, String param, String keyOrUrl) {
        return store().key(operation, param, keyOrUrl);
    }

    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
