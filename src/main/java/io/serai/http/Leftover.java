package io.serai.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a client still sends when it has been answered already. Closing at once would make many clients miss the answer;
 * reading on without end would make the refusal pointless.
 */
final class Leftover {
    private static final long MAX_BYTES = 16L << 20;
    private static final long MAX_MILLIS = 2000;

    private final HttpServerRequest request;
    private long read;

    private Leftover(HttpServerRequest request) {
        this.request = request;
    }

    static void read(HttpCall call) {
        call.onLoop(() -> new Leftover(call.request()).begin(call.vertx()));
    }

    private void begin(Vertx vertx) {
        if (request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(MAX_MILLIS, late -> request.connection().close());
        request.handler(piece -> {
            read += piece.length();
            if (read > MAX_BYTES) {
                request.connection().close();
            }
        });
        request.endHandler(ended -> {
            vertx.cancelTimer(timer);
            HeadTimeout.over(request);
        });
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.resume();
    }
}
