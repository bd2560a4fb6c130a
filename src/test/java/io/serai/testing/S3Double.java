package io.serai.testing;

import static io.serai.testing.S3Signature.decoded;
import static io.serai.testing.S3Signature.refuseIf;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for an S3-compatible service over real HTTP, with one bucket in the path. It verifies every signature, the hash
 * of every body and Content-MD5, honours {@code If-None-Match: *}, and refuses what it does not know. Keys are listed in the
 * order of their bytes. Thread-safe.
 */
public final class S3Double implements AutoCloseable {
    private static final String BUCKET = "serai-test";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final List<String> KEPT = List.of("content-type", "cache-control", "content-disposition");

    private final FaultServer server = FaultServer.start();
    private final S3Signature signature = new S3Signature("test-access-key", "test-secret-key", "us-east-1");
    private final Map<String, Stored> objects =
            new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
    private volatile Clock clock = Clock.systemUTC();
    private volatile Answer fault;

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Stored(byte[] bytes, Map<String, String> headers, Instant time) {
        String etag() {
            return "\"" + HexFormat.of().formatHex(md5(bytes)) + "\"";
        }
    }

    private record Reply(int status, Map<String, String> headers, byte[] body) {}

    public S3Double() {
        server.otherwise(this::answer);
    }

    public String url() {
        return server.url();
    }

    public String bucket() {
        return BUCKET;
    }

    public String accessKey() {
        return "test-access-key";
    }

    public String secretKey() {
        return "test-secret-key";
    }

    public List<RecordedRequest> requests() {
        return server.requests();
    }

    public synchronized int size() {
        return objects.size();
    }

    /** Lets time pass for signatures and links. */
    public void advance(Duration time) {
        clock = Clock.offset(clock, time);
    }

    /** Every request is answered so, and nothing is done, until this is taken back with null. */
    public void always(Answer answer) {
        fault = answer;
    }

    private void answer(Wire wire) throws IOException {
        Answer injected = fault;
        if (injected != null) {
            injected.send(wire);
            return;
        }
        Reply reply;
        try {
            reply = handle(wire.request());
        } catch (S3Signature.Refusal e) {
            reply = error(e.status(), e.getMessage());
        }
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.put("x-amz-request-id", "double");
        headers.putIfAbsent("content-type", "application/xml");
        wire.reply(reply.status(), headers, reply.body());
    }

    /** An error of S3 as an answer. */
    public static Answer failing(int status, String code, Map<String, String> headers) {
        return wire -> {
            Reply reply = error(status, code);
            Map<String, String> all = new TreeMap<>(headers);
            all.put("content-type", "application/xml");
            wire.reply(reply.status(), all, reply.body());
        };
    }

    private static Reply error(int status, String code) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>injected</Message>" + "<RequestId>double</RequestId></Error>";
        return new Reply(status, Map.of(), xml.getBytes(UTF_8));
    }

    private synchronized Reply handle(RecordedRequest request) {
        signature.check(request, clock);
        String[] path = request.path().split("/", 3);
        refuseIf(!path[1].equals(BUCKET), 404, "NoSuchBucket");
        String key = path.length < 3 ? "" : decoded(path[2]);
        if (key.isEmpty()) {
            return request.method().equals("HEAD") ? new Reply(200, Map.of(), new byte[0]) : list(request);
        }
        return switch (request.method()) {
            case "PUT" -> request.header("x-amz-copy-source").isPresent() ? copy(key, request) : put(key, request);
            case "GET", "HEAD" -> get(key, request);
            case "DELETE" -> {
                objects.remove(key);
                yield new Reply(204, Map.of(), new byte[0]);
            }
            default -> error(405, "MethodNotAllowed");
        };
    }

    private Reply put(String key, RecordedRequest request) {
        refuseIf(request.header("if-none-match").isPresent() && objects.containsKey(key), 412, "PreconditionFailed");
        String md5 = Base64.getEncoder().encodeToString(md5(request.body()));
        refuseIf(!request.header("content-md5").orElse(md5).equals(md5), 400, "BadDigest");
        request.headers().keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum")
                        || name.toLowerCase(Locale.ROOT).equals("x-amz-trailer"))
                .findAny()
                .ifPresent(name -> refuseIf(true, 501, "NotImplemented"));
        Map<String, String> kept = new TreeMap<>();
        request.headers().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (KEPT.contains(lower) || lower.startsWith("x-amz-meta-")) {
                kept.put(lower, values.get(0));
            }
        });
        Stored stored = new Stored(request.body(), kept, clock.instant());
        objects.put(key, stored);
        return new Reply(200, Map.of("etag", stored.etag()), new byte[0]);
    }

    private Reply copy(String key, RecordedRequest request) {
        String source =
                decoded(request.header("x-amz-copy-source").orElseThrow()).replaceFirst("^/", "");
        refuseIf(!source.startsWith(BUCKET + "/"), 404, "NoSuchBucket");
        Stored from = object(source.substring(BUCKET.length() + 1));
        objects.put(key, new Stored(from.bytes(), from.headers(), clock.instant()));
        String xml = "<CopyObjectResult><ETag>" + from.etag() + "</ETag><LastModified>" + clock.instant()
                + "</LastModified></CopyObjectResult>";
        return new Reply(200, Map.of(), xml.getBytes(UTF_8));
    }

    private Reply get(String key, RecordedRequest request) {
        Stored object = object(key);
        Map<String, String> headers = new TreeMap<>(object.headers());
        headers.put("etag", object.etag());
        headers.put(
                "last-modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(object.time().atOffset(ZoneOffset.UTC)));
        Matcher m = RANGE.matcher(request.header("range").orElse(""));
        int size = object.bytes().length;
        if (request.method().equals("HEAD")) {
            headers.put("content-length", String.valueOf(size));
            return new Reply(200, headers, new byte[0]);
        }
        if (!m.matches()) {
            return new Reply(200, headers, object.bytes());
        }
        int first =
                m.group(1).isEmpty() ? Math.max(0, size - Integer.parseInt(m.group(2))) : Integer.parseInt(m.group(1));
        int last = m.group(1).isEmpty() || m.group(2).isEmpty()
                ? size - 1
                : Math.min(size - 1, Integer.parseInt(m.group(2)));
        refuseIf(first > last, 416, "InvalidRange");
        headers.put("content-range", "bytes " + first + "-" + last + "/" + size);
        return new Reply(206, headers, Arrays.copyOfRange(object.bytes(), first, last + 1));
    }

    private Reply list(RecordedRequest request) {
        Map<String, String> query = S3Signature.query(request.query());
        refuseIf(!"2".equals(query.get("list-type")), 501, "NotImplemented");
        String prefix = decoded(query.getOrDefault("prefix", ""));
        String after = decoded(query.getOrDefault("continuation-token", ""));
        int limit = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        int count = 0;
        String last = "";
        boolean more = false;
        for (Map.Entry<String, Stored> each : objects.entrySet()) {
            boolean passed = !after.isEmpty()
                    && Arrays.compareUnsigned(each.getKey().getBytes(UTF_8), after.getBytes(UTF_8)) <= 0;
            if (passed || !each.getKey().startsWith(prefix)) {
                continue;
            }
            if (count == limit) {
                more = true;
                break;
            }
            count++;
            last = each.getKey();
            xml.append("<Contents><Key>").append(escaped(last)).append("</Key><Size>");
            xml.append(each.getValue().bytes().length)
                    .append("</Size><ETag>")
                    .append(each.getValue().etag());
            xml.append("</ETag><LastModified>").append(each.getValue().time()).append("</LastModified></Contents>");
        }
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(escaped(last)).append("</NextContinuationToken>");
        }
        return new Reply(
                200, Map.of(), xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
    }

    private Stored object(String key) {
        refuseIf(!objects.containsKey(key), 404, "NoSuchKey");
        return objects.get(key);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
