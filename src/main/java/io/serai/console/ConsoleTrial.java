package io.serai.console;

import io.serai.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the REST door takes an operation that is tried.
 *
 * @param path with {@code {key}} where the key goes
 */
record ConsoleTrial(String method, String path, Takes takes) {
    /** What of the form becomes the body. */
    private enum Takes {
        /** All its fields. */
        JSON,
        /** Its {@code content}, or the bytes of its {@code base64}; further fields go into the query. */
        CONTENT,
        /** Nothing: its fields go into the query. */
        NOTHING
    }

    private static final String KEY = "{key}";

    private static final Map<String, ConsoleTrial> ALL = Map.ofEntries(
            json("llm-chat", "/llm/chat"),
            json("llm-json", "/llm/json"),
            json("llm-embed", "/v1/embeddings"),
            json("image-generate", "/image"),
            json("tts-synthesize", "/tts"),
            of("storage-upload", "PUT", "/storage/{key}", Takes.CONTENT),
            of("storage-download", "GET", "/storage/{key}", Takes.NOTHING),
            of("storage-url", "GET", "/storage/{key}/url", Takes.NOTHING),
            of("storage-stat", "GET", "/storage/{key}?info=true", Takes.NOTHING),
            of("storage-exists", "GET", "/storage/{key}?exists=true", Takes.NOTHING),
            of("storage-list", "GET", "/storage", Takes.NOTHING),
            of("storage-delete", "DELETE", "/storage/{key}", Takes.NOTHING),
            json("storage-copy", "/storage/copy"),
            json("storage-move", "/storage/move"),
            json("storage-refresh", "/storage/refresh"),
            json("storage-prefetch", "/storage/prefetch"),
            of("cache-get", "GET", "/cache/{key}", Takes.NOTHING),
            of("cache-set", "PUT", "/cache/{key}", Takes.CONTENT),
            of("cache-delete", "DELETE", "/cache/{key}", Takes.NOTHING));

    private static Map.Entry<String, ConsoleTrial> json(String operation, String path) {
        return of(operation, "POST", path, Takes.JSON);
    }

    private static Map.Entry<String, ConsoleTrial> of(String operation, String method, String path, Takes takes) {
        return Map.entry(operation, new ConsoleTrial(method, path, takes));
    }

    /** Null for what is no operation. */
    static @Nullable ConsoleTrial find(@Nullable String operation) {
        return operation == null ? null : ALL.get(operation);
    }

    /**
     * The request to the door.
     *
     * @throws IllegalArgumentException with words for the page when a field is missing or wrong
     */
    HttpRequest.Builder request(URI door, Map<String, Object> form) {
        Map<String, Object> fields = new LinkedHashMap<>(form);
        String where = path;
        if (path.contains(KEY)) {
            Object key = fields.remove("key");
            if (!(key instanceof String text) || text.isEmpty()) {
                throw new IllegalArgumentException("key: is missing; give the key");
            }
            where = path.replace(KEY, encoded(text));
        }
        Object contentType = fields.remove("contentType");
        BodyPublisher body = body(fields);
        if (takes != Takes.JSON && !fields.isEmpty()) {
            where += (where.contains("?") ? '&' : '?') + query(fields);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(door + where)).method(method, body);
        if (takes == Takes.JSON) {
            request.header("Content-Type", "application/json");
        } else if (takes == Takes.CONTENT && contentType instanceof String type && type.matches("[\\w.+/-]{3,100}")) {
            request.header("Content-Type", type);
        }
        return request;
    }

    /** Takes from the fields what becomes the body. */
    private BodyPublisher body(Map<String, Object> fields) {
        if (takes == Takes.JSON) {
            return BodyPublishers.ofByteArray(Json.bytes(fields));
        }
        if (takes == Takes.NOTHING) {
            return BodyPublishers.noBody();
        }
        Object base64 = fields.remove("base64");
        Object content = fields.remove("content");
        return BodyPublishers.ofByteArray(
                base64 instanceof String text
                        ? Base64.getDecoder().decode(text)
                        : String.valueOf(content == null ? "" : content).getBytes(StandardCharsets.UTF_8));
    }

    private static String query(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> percent(field.getKey()) + "=" + percent(String.valueOf(field.getValue())))
                .collect(Collectors.joining("&"));
    }

    /** Slashes stay: they are part of a key. */
    private static String encoded(String key) {
        return Arrays.stream(key.split("/", -1)).map(ConsoleTrial::percent).collect(Collectors.joining("/"));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
