package io.serai.qiniu;

import com.qiniu.util.Etag;
import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.ByteRange;
import io.serai.storage.Content;
import io.serai.storage.ContentTypes;
import io.serai.storage.FetchedObject;
import io.serai.storage.ObjectHeaders;
import io.serai.storage.ObjectInfo;
import io.serai.storage.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Reads an object from the bucket's domain, checks its length and hash, and only then hands it on. */
final class KodoDownload {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final String META = "x-qn-meta-";

    private final KodoHttp http;

    KodoDownload(KodoHttp http) {
        this.http = http;
    }

    FetchedObject get(String key, String url, @Nullable ByteRange range, long limit, Attempt attempt) {
        // Compressed on the way, an object would come without its length.
        Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        if (range != null) {
            request.header("Range", range.header());
        }
        return http.stream(request, attempt, response -> new Reading(key, response, limit, attempt).read(range));
    }

    /** One answer being read. */
    private record Reading(String key, Response response, long limit, Attempt attempt) {
        FetchedObject read(@Nullable ByteRange range) throws IOException {
            if (response.code() == 416) {
                throw ByteRange.beyond(attempt.operation(), -1);
            }
            if (response.code() != 200 && (range == null || response.code() != 206)) {
                throw KodoErrors.of(attempt.detail(), KodoAnswer.read(response));
            }
            ResponseBody body = Objects.requireNonNull(response.body());
            long declared = body.contentLength();
            if (declared > limit) {
                throw tooLarge();
            }
            Content content;
            try (InputStream in = body.byteStream()) {
                content = Spool.read(in, limit, this::tooLarge);
            }
            try {
                long size = content.size();
                if (declared >= 0 && size != declared) {
                    throw broken("the object came short: " + size + " of " + declared + " bytes");
                }
                return response.code() == 206 ? part(content, size, range) : whole(content, size, range);
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        }

        private FetchedObject whole(Content content, long size, @Nullable ByteRange range) throws IOException {
            String etag = etag();
            // Only these two forms are hashes that can be made again from the bytes alone.
            boolean qetag = etag.length() == 28 && (etag.startsWith("F") || etag.startsWith("l"));
            if (qetag) {
                try (InputStream in = content.open()) {
                    if (!Etag.stream(in, size).equals(etag)) {
                        throw broken("the bytes do not fit the object's hash");
                    }
                }
            }
            if (range != null && size > 0) {
                // A server may ignore a range and send all.
                ByteRange part = range.within(attempt.operation(), size);
                try (content) {
                    byte[] bytes = content.bytes(part.first(), Math.toIntExact(part.length()));
                    return new FetchedObject(Content.of(bytes), info(size), part);
                }
            }
            return new FetchedObject(content, info(size), null);
        }

        private FetchedObject part(Content content, long size, @Nullable ByteRange asked) {
            Matcher m = CONTENT_RANGE.matcher(Objects.requireNonNullElse(response.header("Content-Range"), ""));
            if (!m.matches()) {
                throw broken("a part came without saying which (Content-Range)");
            }
            long total = Long.parseLong(m.group(3));
            ByteRange part = new ByteRange(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
            if (asked == null || !part.equals(asked.within(attempt.operation(), total)) || part.length() != size) {
                throw broken("another part came than was asked for");
            }
            return new FetchedObject(content, info(total), part);
        }

        private ObjectInfo info(long size) {
            Map<String, String> metadata = new HashMap<>();
            for (String name : response.headers().names()) {
                if (name.regionMatches(true, 0, META, 0, META.length()) && name.charAt(META.length()) != '!') {
                    metadata.put(name.substring(META.length()), response.header(name, ""));
                }
            }
            Date modified = response.headers().getDate("Last-Modified");
            Instant stored = modified == null ? null : modified.toInstant();
            return new ObjectInfo(
                    key,
                    size,
                    response.header("Content-Type", ContentTypes.UNKNOWN),
                    etag().isEmpty() ? null : etag(),
                    stored,
                    new ObjectHeaders(
                            response.header("Cache-Control"), response.header("Content-Disposition"), metadata));
        }

        private String etag() {
            return response.header("ETag", "").replace("\"", "");
        }

        private InvalidRequestException tooLarge() {
            return InvalidRequestException.tooLarge(
                    attempt.operation(),
                    "source",
                    "has more than the " + limit + " bytes that are allowed (serai.max-upload)");
        }

        private UpstreamException broken(String what) {
            return new UpstreamException(
                    what,
                    attempt.detail()
                            .answered(response.code(), response.header("X-Reqid"), null)
                            .because("malformed_reply", null));
        }
    }
}
