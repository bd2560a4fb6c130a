package io.serai.console;

import io.serai.json.Json;
import io.serai.watch.CallRecord;
import io.serai.watch.Watcher;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends every call that is over to the pages that are open, as server-sent events. A page that does not read misses some. */
final class ConsoleEvents implements Watcher {
    private static final int MAX_PAGES = 20;
    private static final long BEAT_MILLIS = 15_000;

    private final Set<HttpServerResponse> pages = ConcurrentHashMap.newKeySet();

    void open(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (pages.size() >= MAX_PAGES) {
            response.setStatusCode(503).end("too many pages are open\n");
            return;
        }
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        pages.add(response);
        // A beat finds connections that are gone, and keeps proxies from closing quiet ones.
        long beat = context.vertx().setPeriodic(BEAT_MILLIS, id -> write(response, ": beat\n\n"));
        response.closeHandler(closed -> {
            pages.remove(response);
            context.vertx().cancelTimer(beat);
        });
        write(response, "retry: 2000\n\n");
    }

    @Override
    public void over(CallRecord call) {
        if (!pages.isEmpty()) {
            String event = "event: call\ndata: " + Json.text(call) + "\n\n";
            pages.forEach(page -> write(page, event));
        }
    }

    private static void write(HttpServerResponse page, String text) {
        if (!page.closed() && !page.writeQueueFull()) {
            page.write(text);
        }
    }
}
