package io.serai.config;

import java.time.Duration;
import java.util.List;

/** The HTTP server of the REST door. */
public final class HttpSettings {
    private HttpSettings() {}

    public static final Setting<Integer> MAX_CALLS = Setting.of(
            "serai.http.max-calls",
            Kind.integer(1, 100_000),
            "2000",
            "Requests the REST door works on at once; one more is answered 503 with Retry-After.");
    public static final Setting<Duration> KEEP_ALIVE = Setting.of(
            "serai.http.keep-alive", Kind.DURATION_KIND, "75s", "How long a connection without a request stays open.");
    public static final Setting<Duration> CLIENT_TIMEOUT = Setting.of(
            "serai.http.client-timeout",
            Kind.DURATION_KIND,
            "30s",
            "How long a client may take for the head of its request, send less than 1 KB a second of its body, or not read its reply.");
    public static final Setting<List<String>> CORS_ORIGINS = Setting.of(
            "serai.http.cors-origins",
            Kind.LIST,
            null,
            "Web pages that may call from a browser, such as `https://app.example.com`. None by default.");

    static final List<Setting<?>> ALL = List.of(MAX_CALLS, KEEP_ALIVE, CLIENT_TIMEOUT, CORS_ORIGINS);
}
