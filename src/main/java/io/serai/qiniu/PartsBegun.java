package io.serai.qiniu;

import io.serai.storage.NewObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An upload in parts that Kodo knows of, and which of its parts are there. Thread-safe. */
final class PartsBegun implements AutoCloseable {
    /** With parts of this size the hash that Kodo answers is the plain qetag. */
    static final int PART = 4 * 1024 * 1024;

    private final NewObject object;
    private final String id;
    private final long size;
    private final Map<Integer, String> etags = new TreeMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private boolean stopped;
    private @Nullable KodoParts withdrawal;

    PartsBegun(NewObject object, String id, long size) {
        this.object = object;
        this.id = id;
        this.size = size;
    }

    /** Whether it is this very object that was begun. */
    @SuppressWarnings("ReferenceEquality") // A call has one; another call's may look the same.
    boolean fits(NewObject other) {
        return object == other;
    }

    String id() {
        return id;
    }

    /** Number of the next part to send, from 1; 0 when there is none. */
    synchronized int take() {
        int parts = (int) ((size + PART - 1) / PART);
        for (int number = 1; number <= parts && !stopped; number++) {
            if (!etags.containsKey(number) && taken.add(number)) {
                return number;
            }
        }
        return 0;
    }

    synchronized void done(int number, String etag) {
        etags.put(number, etag);
    }

    /** After this no part is taken any more. */
    synchronized void stop() {
        stopped = true;
    }

    /** Parts that were taken and did not get done may be taken again. */
    synchronized void nextRound() {
        stopped = false;
        taken.clear();
    }

    static long offset(int number) {
        return (number - 1L) * PART;
    }

    int length(int number) {
        return (int) Math.min(PART, size - offset(number));
    }

    /** All parts in their order, as Kodo wants them named. */
    synchronized List<Map<String, Object>> parts() {
        List<Map<String, Object>> parts = new ArrayList<>();
        etags.forEach((number, etag) -> parts.add(Map.of("partNumber", number, "etag", etag)));
        return parts;
    }

    /** What to take the upload back with. */
    synchronized void withdrawWith(KodoParts api) {
        withdrawal = api;
    }

    @Override
    public synchronized void close() {
        if (withdrawal != null) {
            withdrawal.abort(id);
        }
    }
}
