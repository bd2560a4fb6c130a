package io.serai.http;

import io.vertx.core.http.HttpConnection;
import java.util.concurrent.TimeUnit;

/**
 * Watches one connection: a client that dribbles its body, or keeps an unused connection beyond its time, is
 * dropped. A request that Serai itself works on may take as long as it does. Thread-safe.
 */
final class ClientWatch {
    /** A body may be slow, but not slower than this once its first moments are over. */
    private static final long BYTES_PER_SECOND = 1024;

    private final HttpConnection connection;
    private final HttpLimits limits;
    private int inHand;
    private int receiving;
    private long since = System.nanoTime();
    private long received;

    ClientWatch(HttpConnection connection, HttpLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    synchronized void requestBegins() {
        inHand++;
    }

    synchronized void requestEnds() {
        inHand--;
        since = System.nanoTime();
    }

    synchronized void bodyBegins() {
        if (receiving++ == 0) {
            since = System.nanoTime();
            received = 0;
        }
    }

    synchronized void bodyGrows(int bytes) {
        received += bytes;
    }

    synchronized void bodyEnds() {
        receiving--;
    }

    /** To be called now and then. */
    synchronized void look() {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        long patience = limits.clientTimeout().toMillis();
        boolean late;
        if (receiving > 0) {
            late = millis - patience > TimeUnit.SECONDS.toMillis(received) / BYTES_PER_SECOND;
        } else if (inHand > 0) {
            late = false;
        } else {
            late = millis > limits.keepAlive().toMillis();
        }
        if (late) {
            connection.close();
        }
    }
}
