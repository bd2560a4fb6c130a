package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The download domain: GET and HEAD of an object, whole or one Range, with a signed link when the bucket is private. */
final class KodoDownload {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final Pattern ATTNAME = Pattern.compile("(?:^|&)attname=([^&]*)");

    private final KodoAuth auth;
    private final KodoStore store;
    private final String bucket;
    private final boolean signed;

    /** @param signed whether the bucket is private */
    KodoDownload(KodoAuth auth, KodoStore store, String bucket, boolean signed) {
        this.auth = auth;
        this.store = store;
        this.bucket = bucket;
        this.signed = signed;
    }

    KodoReply get(RecordedRequest request) {
        if (signed) {
            auth.download(request);
        }
        KodoObject object = store.bucket(bucket).get(unescaped(request.path().substring(1)));
        if (object == null) {
            return KodoReply.error(404, "Document not found");
        }
        return range(object, request).orElseGet(() -> new KodoReply(200, headers(object, request), object.bytes()));
    }

    /** Nothing for no Range and for the forms that may be ignored. */
    private static Optional<KodoReply> range(KodoObject object, RecordedRequest request) {
        Matcher range = RANGE.matcher(request.header("range").orElse(""));
        if (!range.matches() || range.group().equals("bytes=-")) {
            return Optional.empty();
        }
        long size = object.size();
        boolean fromEnd = range.group(1).isEmpty();
        long start = fromEnd ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long end = fromEnd || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (start > end) {
            KodoReply refused = KodoReply.error(416, "Requested Range Not Satisfiable");
            return Optional.of(refused.with("Content-Range", "bytes */" + size));
        }
        byte[] bytes = Arrays.copyOfRange(object.bytes(), (int) start, (int) end + 1);
        return Optional.of(new KodoReply(206, headers(object, request), bytes)
                .with("Content-Range", "bytes " + start + "-" + end + "/" + size));
    }

    private static Map<String, String> headers(KodoObject object, RecordedRequest request) {
        KodoReply base = new KodoReply(200, served(object.meta()), new byte[0])
                .with("Content-Type", object.mimeType())
                .with("ETag", "\"" + object.hash() + "\"")
                .with("Accept-Ranges", "bytes")
                .with(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                object.putTime().atOffset(ZoneOffset.UTC)));
        Matcher name = ATTNAME.matcher(request.query());
        if (!name.find()) {
            return base.headers();
        }
        return base.with("Content-Disposition", "attachment; filename*=utf-8''" + name.group(1))
                .headers();
    }

    /** Metadata whose name begins with an exclamation mark is a header of its own. */
    private static Map<String, String> served(Map<String, String> meta) {
        Map<String, String> headers = new TreeMap<>();
        meta.forEach((name, value) -> headers.put(name.replace("x-qn-meta-!", ""), value));
        return headers;
    }

    /** Percent-decoding as in a path: a plus stays a plus. */
    private static String unescaped(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new KodoRefusal(400, "the path is not percent-encoded");
        }
    }
}
