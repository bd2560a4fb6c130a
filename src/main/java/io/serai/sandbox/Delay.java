package io.serai.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wait of {@code sandbox-slow}, which ends early when the sandbox closes. */
record Delay(Duration length, CountDownLatch closing) {

    /**
     * Returns after the full wait.
     *
     * @throws IOException when the sandbox closed meanwhile: the connection is then dropped without an answer
     */
    void await() throws IOException {
        try {
            if (closing.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the sandbox closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the sandbox closed");
        }
    }
}
