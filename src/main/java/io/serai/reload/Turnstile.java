package io.serai.reload;

import java.time.Duration;

/** Counts the calls inside a file's routes, and keeps new ones waiting while the routes are exchanged. Thread-safe. */
final class Turnstile {
    private boolean closed;
    private int inside;

    /**
     * Goes in, waiting while it is closed.
     *
     * @param again whether the call is inside already: it may not wait for itself
     * @return false when it stayed closed for too long
     */
    synchronized boolean enter(boolean again, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (closed && !(again && inside > 0)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Lets nobody in and waits until all are out; opens again and answers false when that takes too long. */
    synchronized boolean close(Duration patience) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        while (inside > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                open();
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void open() {
        closed = false;
        notifyAll();
    }
}
