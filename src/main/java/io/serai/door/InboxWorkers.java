package io.serai.door;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How many files are worked on at once. Thread-safe. */
final class InboxWorkers {
    private static final long LOOK_MILLIS = 50;

    private final int parallel;
    private final Semaphore free;

    InboxWorkers(int parallel) {
        this.parallel = parallel;
        this.free = new Semaphore(parallel, true);
    }

    /** Waits for a free worker and takes it, as long as the caller wants to. */
    boolean take(BooleanSupplier wanted) {
        return take(1, wanted);
    }

    /** Waits until the other workers are free too and takes them, so that one file is worked on alone. */
    boolean takeOthers(BooleanSupplier wanted) {
        return parallel == 1 || take(parallel - 1, wanted);
    }

    /** Waits until a worker is free, without taking it. */
    void await(BooleanSupplier wanted) {
        if (take(wanted)) {
            free.release();
        }
    }

    void leave(boolean alone) {
        free.release(alone ? parallel : 1);
    }

    private boolean take(int count, BooleanSupplier wanted) {
        try {
            while (wanted.getAsBoolean()) {
                if (free.tryAcquire(count, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
