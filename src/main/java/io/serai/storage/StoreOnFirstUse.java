package io.serai.storage;

import java.time.Duration;
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
    public FetchedObject get(String key, long limit, Attempt attempt) {
        return store().get(key, limit, attempt);
    }

    @Override
    public Link url(String key, Duration expiry) {
        return store().url(key, expiry);
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
