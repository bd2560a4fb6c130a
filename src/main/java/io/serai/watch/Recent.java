package io.serai.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest calls. Thread-safe. */
public final class Recent implements Watcher {
    private static final int KEPT = 100;

    private final Deque<CallRecord> newest = new ArrayDeque<>();

    @Override
    public synchronized void over(CallRecord call) {
        newest.addFirst(call);
        if (newest.size() > KEPT) {
            newest.removeLast();
        }
    }

    /** Newest first. */
    public synchronized List<CallRecord> calls() {
        return new ArrayList<>(newest);
    }
}
