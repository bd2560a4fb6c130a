package io.serai.testing;

import io.serai.recipe.Checkpoint;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the JVM at once when work on a file has come to a point, as a power cut would: no hook runs, nothing is flushed. Bound by
 * the configuration of a test: {@code camel.beans.halt=#class:io.serai.testing.HaltAt}, {@code camel.beans.halt.point=claimed}.
 */
public final class HaltAt implements Checkpoint {
    /** The exit code. */
    public static final int CODE = 99;

    private final AtomicInteger left = new AtomicInteger(1);
    private String point = "";

    public void setPoint(String point) {
        this.point = point;
    }

    /** How many times the point is passed, the last one included. */
    public void setTimes(int times) {
        left.set(times);
    }

    @Override
    public void passed(String passed) {
        if (passed.equals(point) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(CODE);
        }
    }
}
