package io.serai.http;

import io.serai.error.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives the body of one request, on its event loop: as bytes, or into a temporary file at the disk's own pace. */
final class HttpBody {
    private static final Logger LOG = LoggerFactory.getLogger(HttpBody.class);

    private final HttpCall call;
    private final HttpServerRequest request;
    private final ClientWatch watch;
    private final long max;
    private final Promise<Object> whole = Promise.promise();
    private long received;

    private HttpBody(HttpCall call, ClientWatch watch, long max) {
        this.call = call;
        this.request = call.request();
        this.watch = watch;
        this.max = max;
    }

    /** The body's bytes; fails with what to answer as soon as they are too many. */
    static Future<Object> bytes(HttpCall call, ClientWatch watch, long max) {
        return new HttpBody(call, watch, max).intoMemory();
    }

    /** A temporary file with the body, which the taker deletes; its owner alone can read it. */
    static Future<Object> file(HttpCall call, ClientWatch watch, long max) {
        return new HttpBody(call, watch, max).intoFile(call.vertx());
    }

    static void delete(File file) {
        try {
            Files.deleteIfExists(file.toPath());
        } catch (IOException e) {
            LOG.warn("A temporary file could not be deleted: {}", e.getMessage());
        }
    }

    private Future<Object> intoMemory() {
        long announced = announced();
        if (announced > max) {
            return Future.failedFuture(HttpProblem.tooLarge(max));
        }
        Buffer bytes = Buffer.buffer((int) Math.max(0, Math.min(announced, 64 * 1024)));
        begin(() -> whole.tryComplete(bytes.getBytes()));
        request.handler(piece -> {
            if (fits(piece)) {
                bytes.appendBuffer(piece);
            }
        });
        return whole.future();
    }

    private Future<Object> intoFile(Vertx vertx) {
        if (announced() > max) {
            return Future.failedFuture(HttpProblem.tooLarge(max));
        }
        request.pause();
        return vertx.<Path>executeBlocking(() -> Files.createTempFile("serai-upload-", ".tmp"))
                .compose(path -> vertx.fileSystem()
                        .open(path.toString(), new OpenOptions().setWrite(true))
                        .compose(file -> into(file, path.toFile())));
    }

    private Future<Object> into(AsyncFile out, File file) {
        begin(() -> out.close().onComplete(closed -> {
            if (closed.succeeded()) {
                whole.tryComplete(file);
            } else {
                whole.tryFail(closed.cause());
            }
        }));
        out.exceptionHandler(whole::tryFail);
        request.handler(piece -> {
            if (fits(piece)) {
                out.write(piece);
                if (out.writeQueueFull()) {
                    request.pause();
                    out.drainHandler(drained -> request.resume());
                }
            }
        });
        request.resume();
        return whole.future().onFailure(failure -> out.close().onComplete(closed -> delete(file)));
    }

    private void begin(Runnable end) {
        watch.bodyBegins();
        whole.future().onComplete(done -> watch.bodyEnds());
        call.whenGone(() -> call.onLoop(() -> whole.tryFail(new IOException("the client left"))));
        request.exceptionHandler(whole::tryFail);
        request.endHandler(ended -> end.run());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private boolean fits(Buffer piece) {
        watch.bodyGrows(piece.length());
        received += piece.length();
        if (received > max) {
            whole.tryFail(HttpProblem.tooLarge(max));
        }
        return received <= max;
    }

    private long announced() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw InvalidRequestException.field("rest", "content-length", "is no number; send the body's length");
        }
    }
}
