package io.serai.testing;

import io.serai.config.Settings;
import io.serai.reuse.Reuse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What routes need to pay only once, in tests of other things. */
public final class TestReuse {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "test-reuse");
        thread.setDaemon(true);
        return thread;
    });

    private TestReuse() {}

    public static Reuse alone(Settings settings) {
        return new Reuse(settings, null, Runnable::run, TIMER);
    }
}
