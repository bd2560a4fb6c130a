package io.serai.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request in hand: what it says, and the way to stream its reply. Travels as an exchange property. Thread-safe.
 */
public final class HttpCall {
    private static final String PROPERTY = "SeraiHttpCall";

    private final HttpServerRequest request;
    private final String path;
    private final Context loop;
    private final ReplyStream reply;
    private final List<Runnable> whenGone = new ArrayList<>();
    private Supplier<Set<String>> allowed = Set::of;
    private boolean over;
    private boolean gone;

    HttpCall(HttpServerRequest request, HttpLimits limits) {
        this.request = request;
        this.path = request.path() == null ? "" : request.path();
        this.loop = Vertx.currentContext();
        this.reply = new ReplyStream(request, limits.clientTimeout(), this::leave);
        request.response().closeHandler(closed -> leave());
        request.response().exceptionHandler(failure -> leave());
    }

    /** The request of this exchange; a route that asks starts with {@code platform-http}. */
    public static HttpCall of(Exchange exchange) {
        HttpCall call = exchange.getProperty(PROPERTY, HttpCall.class);
        if (call == null) {
            throw new IllegalStateException("no HTTP request: this step belongs into a route from platform-http");
        }
        return call;
    }

    void ride(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** In capitals, such as {@code GET}. */
    public String method() {
        return request.method().name();
    }

    boolean isHead() {
        return HttpMethod.HEAD.equals(request.method());
    }

    /** As sent, percent-encoded, without the query. */
    public String path() {
        return path;
    }

    /** As sent, without the question mark; empty when there is none. */
    public String query() {
        String query = request.query();
        return query == null ? "" : query;
    }

    /** The first value of a header, in any case of letters. */
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /** The host that the client believes to talk to, without the port. */
    public @Nullable String host() {
        // HTTP/2 has no Host header; the authority is the same thing in both versions.
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.host();
    }

    /** The methods that routes take at this path, when none takes this request's. */
    public Set<String> allowed() {
        return allowed.get();
    }

    /** Looked up only for a request that is refused. */
    void allow(Supplier<Set<String>> methods) {
        allowed = methods;
    }

    /** The reply as a stream, for a route that wants to send before it ends. */
    public ReplyStream reply() {
        return reply;
    }

    /** Runs this on the request's event loop. */
    void onLoop(Runnable action) {
        loop.runOnContext(now -> action.run());
    }

    Vertx vertx() {
        return loop.owner();
    }

    HttpServerRequest request() {
        return request;
    }

    /** Whether the client has left before its reply was complete. */
    public synchronized boolean isGone() {
        return gone;
    }

    /** Runs this once, on another thread, when the client leaves before its reply is complete; at once when it has. */
    public void whenGone(Runnable action) {
        synchronized (this) {
            if (!gone) {
                whenGone.add(action);
                return;
            }
        }
        action.run();
    }

    void finished() {
        synchronized (this) {
            over = true;
            whenGone.clear();
        }
    }

    private void leave() {
        List<Runnable> actions;
        synchronized (this) {
            if (over || gone) {
                return;
            }
            gone = true;
            actions = List.copyOf(whenGone);
            whenGone.clear();
        }
        reply.abandon();
        actions.forEach(Runnable::run);
    }
}
