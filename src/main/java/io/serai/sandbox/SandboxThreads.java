package io.serai.sandbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for the server: virtual where the JVM has them (21 and later), else cached daemon threads. */
final class SandboxThreads {
    private SandboxThreads() {}

    static ExecutorService create() {
        try {
            // By name, because the classes are compiled for Java 17.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool(SandboxThreads::daemon);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "serai-sandbox");
        thread.setDaemon(true);
        return thread;
    }
}
