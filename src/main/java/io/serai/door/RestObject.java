package io.serai.door;

import io.serai.http.HttpCall;
import io.serai.storage.ByteRange;
import io.serai.storage.Content;
import io.serai.storage.DetectedType;
import io.serai.storage.Download;
import io.serai.storage.DownloadRequest;
import io.serai.storage.ObjectHeaders;
import io.serai.storage.ObjectInfo;
import io.serai.storage.ObjectStat;
import io.serai.storage.UploadOptions;
import io.serai.storage.UploadRequest;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Objects as HTTP resources: {@code ETag}, {@code Range}, {@code If-None-Match}, and headers that keep a page harmless. */
final class RestObject {
    private static final String STORAGE = "/storage/";
    private static final String URL = "/url";

    private RestObject() {}

    /**
     * What a GET or HEAD below {@code /storage} asks for: the list without a key, what is known of an object with
     * {@code ?info=true} or by HEAD, its URL with {@code /url} at the end, else the object.
     */
    static void request(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        String key = call.below(STORAGE);
        Map<String, Object> request = new HashMap<>(call.parameters());
        boolean known = "true".equals(request.remove("info")) || call.method().equals("HEAD");
        boolean exists = "true".equals(request.remove("exists"));
        if (key.isEmpty()) {
            ask(exchange, "storage-list", request);
        } else if (exists || known) {
            request.put("key", key);
            ask(exchange, exists ? "storage-exists" : "storage-stat", request);
        } else if (call.path().endsWith(URL) && call.path().length() > STORAGE.length() + URL.length()) {
            request.put("key", key.substring(0, key.length() - URL.length()));
            ask(exchange, "storage-url", request);
        } else {
            request.put("source", key);
            DownloadRequest whole = DownloadRequest.of(request);
            ask(exchange, "storage-download", new DownloadRequest(whole.source(), range(exchange)));
        }
    }

    /** {@code DELETE /storage/KEY}. */
    static void key(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        Map<String, Object> request = new HashMap<>(call.parameters());
        request.put("key", call.below(STORAGE));
        exchange.getIn().setBody(request);
    }

    /** {@code POST /storage?name=}: the body, under a key that Serai makes. */
    static void upload(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        Map<String, Object> request = new HashMap<>(call.parameters());
        File file = Objects.requireNonNull(exchange.getIn().getBody(File.class));
        request.put("content", file.toPath());
        UploadRequest bound = UploadRequest.of(request);
        UploadOptions options = bound.options();
        exchange.getIn()
                .setBody(new UploadRequest(bound.content(), bound.name(), bound.key(), call.contentType(), options));
    }

    private static void ask(Exchange exchange, String operation, Object request) {
        exchange.setProperty("SeraiOperation", operation);
        exchange.getIn().setBody(request);
    }

    /** A range that depends on a condition we would have to look up first is not taken, which is always allowed. */
    private static @Nullable ByteRange range(Exchange exchange) {
        HttpCall http = HttpCall.of(exchange);
        return http.header("If-Range") == null ? ByteRange.of(http.header("Range")) : null;
    }

    /** The object, the part of it that was asked for, or 304 when the client has it. */
    static void write(Exchange exchange, Download download) throws IOException {
        exchange.getExchangeExtension().addOnCompletion(new ClosingWhenDone(download));
        Message message = exchange.getMessage();
        ObjectInfo info = download.info();
        headers(message, info.contentType(), info.etag(), info.lastModified(), info.headers());
        ByteRange range = download.range();
        if (matches(HttpCall.of(exchange).header("If-None-Match"), info.etag())) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            message.setBody(null);
            return;
        }
        if (range != null) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 206);
            message.setHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + info.size());
        } else {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        }
        Content content = download.content();
        message.setHeader("Content-Length", download.size());
        message.setBody(content.open());
    }

    /** The headers that a GET would have. */
    static void writeHead(Message message, ObjectStat stat) {
        ObjectHeaders headers = new ObjectHeaders(stat.cacheControl(), stat.contentDisposition(), stat.metadata());
        headers(message, stat.contentType(), stat.etag(), stat.lastModified(), headers);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader("Content-Length", stat.size());
        message.setBody(null);
    }

    private static void headers(
            Message message,
            String contentType,
            @Nullable String etag,
            @Nullable Instant lastModified,
            ObjectHeaders headers) {
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setHeader("Content-Security-Policy", RestReply.HARMLESS);
        message.setHeader("Accept-Ranges", "bytes");
        if (etag != null) {
            message.setHeader("ETag", '"' + etag + '"');
        }
        if (lastModified != null) {
            message.setHeader(
                    "Last-Modified",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(lastModified.atOffset(ZoneOffset.UTC)));
        }
        if (headers.cacheControl() != null) {
            message.setHeader("Cache-Control", headers.cacheControl());
        }
        String disposition = headers.contentDisposition();
        if (disposition != null || DetectedType.isActive(contentType)) {
            message.setHeader("Content-Disposition", disposition == null ? "attachment" : disposition);
        }
        headers.metadata().forEach((name, value) -> message.setHeader("x-serai-meta-" + name, value));
    }

    private static boolean matches(@Nullable String ifNoneMatch, @Nullable String etag) {
        return ifNoneMatch != null
                && etag != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
