package io.serai.console;

import io.serai.json.Json;
import io.serai.watch.CallWatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Puts the page and what it asks for on a router: {@code /console/}, {@code state.json}, {@code events} (server-sent) and
 * {@code try/OPERATION}.
 */
public final class Console {
    private static final String ROOT = "/console/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Supplier<Object> state;
    private final ConsoleEvents events;
    private final ConsoleTry tryIt;

    /**
     * @param state what the page shows, asked anew each time
     * @param door address of the REST door, for trying operations
     */
    public Console(Supplier<Object> state, CallWatch watch, URI door) {
        this.state = state;
        this.events = new ConsoleEvents();
        this.tryIt = new ConsoleTry(door);
        watch.add(events);
    }

    public void mount(Router router) {
        router.route("/console*").handler(Console::guard);
        router.get("/console").handler(Console::toRoot);
        new ConsoleFiles()
                .all()
                .forEach((path, page) -> router.get(ROOT + path)
                        .handler(context -> context.response()
                                .putHeader("Content-Type", page.contentType())
                                .end(page.content().copy())));
        // The figures take a moment of summing, and the folder may be slow: not on the event loop.
        router.get(ROOT + "state.json").blockingHandler(this::state, false);
        router.get(ROOT + "events").handler(events::open);
        router.post(ROOT + "try/:operation").handler(tryIt::handle);
    }

    private static void toRoot(RoutingContext context) {
        // A router takes "/console" and "/console/" for the same path.
        if (context.request().path().equals("/console")) {
            context.response().setStatusCode(302).putHeader("Location", ROOT).end();
        } else {
            context.next();
        }
    }

    private static void guard(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        boolean json = !HttpMethod.POST.equals(context.request().method())
                || String.valueOf(context.request().getHeader("Content-Type")).startsWith("application/json");
        if (ConsoleAccess.allows(context.request()) && json) {
            context.next();
        } else {
            response.setStatusCode(403)
                    .end("The console is for this machine only: open http://127.0.0.1 at this port.\n");
        }
    }

    private void state(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(Json.bytes(state.get())));
    }
}
