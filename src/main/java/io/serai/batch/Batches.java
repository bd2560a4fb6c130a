package io.serai.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Hands what many threads put to one thread, which takes all that has come meanwhile at a time. Putting never blocks; what is
 * put is taken in that order. Thread-safe.
 */
public final class Batches<T> implements AutoCloseable {
    /** How long what is not urgent may wait for more of its kind: one system call for many. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long CLOSE_MILLIS = 5_000;

    private enum State {
        AWAKE,
        LINGERING,
        ASLEEP
    }

    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final Consumer<List<T>> taker;
    private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);
    private final Thread thread;
    private volatile boolean urgent;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * Starts the thread.
     *
     * @param taker is given what has come, in order, and throws nothing
     */
    public Batches(String name, Consumer<List<T>> taker) {
        this.taker = taker;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** To be taken within a few milliseconds. */
    public void put(T one) {
        waiting.add(one);
        wake(State.ASLEEP);
        takeWhatIsLate();
    }

    /** To be taken at once. */
    public void putUrgent(T one) {
        waiting.add(one);
        urgent = true;
        wake(State.ASLEEP);
        wake(State.LINGERING);
        takeWhatIsLate();
    }

    /** What comes after the end is carried out by whoever brings it. */
    private void takeWhatIsLate() {
        if (ended) {
            take();
        }
    }

    private void wake(State from) {
        // Few of those who put find the thread asleep: waking costs more than putting.
        if (state.get() == from && state.compareAndSet(from, State.AWAKE)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closing) {
            sleep();
            urgent = false;
            take();
        }
        ended = true;
        take();
    }

    private synchronized void take() {
        List<T> batch = new ArrayList<>();
        for (T next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        if (!batch.isEmpty()) {
            taker.accept(batch);
        }
    }

    /** Returns when there is something to take, or to end. */
    private void sleep() {
        state.set(State.ASLEEP);
        while (waiting.isEmpty() && !closing) {
            state.set(State.ASLEEP);
            LockSupport.park(this);
        }
        state.set(State.LINGERING);
        if (!urgent && !closing) {
            LockSupport.parkNanos(this, LINGER);
        }
        state.set(State.AWAKE);
    }

    /** Returns when all that was put has been taken, or after some seconds. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
