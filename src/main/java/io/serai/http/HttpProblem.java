package io.serai.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request before any route has seen it. */
final class HttpProblem {
    private HttpProblem() {}

    /** Why the server could not even read the request. */
    static InvalidRequestException unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return of(414, "uri_too_long", "uri", "is longer than " + HttpServers.MAX_LINE + " bytes; shorten it");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return of(
                    431,
                    "headers_too_large",
                    "headers",
                    "are more than " + HttpServers.MAX_HEADERS + " bytes; send less");
        }
        return of(400, "bad_request", "request", "is not HTTP; check method, headers and transfer encoding");
    }

    /** What is wrong with a readable request's head, or null. */
    static @Nullable InvalidRequestException of(HttpServerRequest request) {
        if (request.authority() == null && request.version() != HttpVersion.HTTP_1_0) {
            return of(400, "bad_request", "host", "is missing or no host; HTTP/1.1 needs a Host header");
        }
        if (request.path() == null || !request.path().startsWith("/")) {
            return of(400, "bad_request", "path", "must start with a slash");
        }
        return null;
    }

    static InvalidRequestException tooLarge(long max) {
        return InvalidRequestException.tooLarge("rest", "body", "is larger than " + max + " bytes; send less");
    }

    static InvalidRequestException nothingThere() {
        return InvalidRequestException.notFound("rest", "path", "there is nothing here");
    }

    static InvalidRequestException notEncoded() {
        return of(400, "invalid_value", "query", "is not percent-encoded UTF-8; encode it");
    }

    /** The caller did nothing wrong; a moment later there may be room. */
    static ApiRateLimitException busy(String reason) {
        return new ApiRateLimitException(
                reason + "; try again in a moment",
                ErrorDetail.of("rest")
                        .answered(503, null, Duration.ofSeconds(1))
                        .because("overloaded", null));
    }

    private static InvalidRequestException of(int status, String code, String param, String problem) {
        return new InvalidRequestException(
                param + ": " + problem,
                ErrorDetail.of("rest").answered(status, null, null).because(code, param));
    }
}
