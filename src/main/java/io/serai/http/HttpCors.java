package io.serai.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Lets the configured web pages call, and no others. */
final class HttpCors {
    private final List<String> origins;

    HttpCors(List<String> origins) {
        this.origins = origins;
    }

    /** Marks the reply for the page that asks; returns true when that was all the request wanted. */
    boolean answers(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        HttpServerResponse response = request.response();
        response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Vary", "Origin")
                .putHeader(
                        "Access-Control-Expose-Headers",
                        "x-request-id, retry-after, retry-after-ms, x-should-retry, x-serai-call-id, x-serai-upstream,"
                                + " x-serai-model, x-serai-attempts, x-serai-cache, x-serai-sandbox");
        String asked = request.getHeader("Access-Control-Request-Method");
        if (!request.method().name().equals("OPTIONS") || asked == null) {
            return false;
        }
        String headers = request.getHeader("Access-Control-Request-Headers");
        response.putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
                .putHeader("Access-Control-Max-Age", "600");
        if (headers != null) {
            response.putHeader("Access-Control-Allow-Headers", headers);
        }
        response.setStatusCode(204).end();
        return true;
    }
}
