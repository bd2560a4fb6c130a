package io.serai.qiniu;

import com.qiniu.util.Etag;
import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.Content;
import io.serai.storage.ContentTypes;
import io.serai.storage.FetchedObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Reads an object from the bucket's domain, checks its length and hash, and only then hands it on. */
final class KodoDownload {
    /** Larger objects go to a temporary file. */
    private static final int IN_MEMORY = 4 * 1024 * 1024;

    private final KodoHttp http;

    KodoDownload(KodoHttp http) {
        this.http = http;
    }

    FetchedObject get(String url, long limit, Attempt attempt) {
        // Compressed on the way, an object would come without its length.
        Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        return http.stream(request, attempt, response -> read(response, limit, attempt));
    }

    private static FetchedObject read(Response response, long limit, Attempt attempt) throws IOException {
        if (response.code() != 200) {
            throw KodoErrors.of(attempt.detail(), KodoAnswer.read(response));
        }
        ResponseBody body = Objects.requireNonNull(response.body());
        long declared = body.contentLength();
        if (declared > limit) {
            throw tooLarge(limit, attempt);
        }
        Content content = content(body, declared, limit, attempt);
        long size = content.size();
        try {
            check(response, content, size, declared, attempt);
        } catch (UpstreamException e) {
            content.close();
            throw e;
        }
        String type = response.header("Content-Type");
        return new FetchedObject(content, type == null ? ContentTypes.UNKNOWN : type, size);
    }

    private static Content content(ResponseBody body, long declared, long limit, Attempt attempt) throws IOException {
        try (InputStream in = body.byteStream()) {
            if (declared >= 0 && declared <= IN_MEMORY) {
                return Content.of(in.readNBytes(IN_MEMORY));
            }
            Path path = Files.createTempFile("serai-", ".download");
            Content file = Content.temporary(path);
            try (OutputStream out = Files.newOutputStream(path)) {
                copy(in, out, limit, attempt);
                return file;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, long limit, Attempt attempt) throws IOException {
        byte[] block = new byte[64 * 1024];
        long total = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            total += n;
            if (total > limit) {
                throw tooLarge(limit, attempt);
            }
            out.write(block, 0, n);
        }
    }

    private static void check(Response response, Content content, long size, long declared, Attempt attempt)
            throws IOException {
        if (declared >= 0 && size != declared) {
            throw broken("the object came short: " + size + " of " + declared + " bytes", response, attempt);
        }
        String etag = Objects.requireNonNullElse(response.header("ETag"), "").replace("\"", "");
        // Only these two forms are hashes that can be made again from the bytes alone.
        boolean qetag = etag.length() == 28 && (etag.startsWith("F") || etag.startsWith("l"));
        if (qetag) {
            try (InputStream in = content.open()) {
                if (!Etag.stream(in, size).equals(etag)) {
                    throw broken("the bytes do not fit the object's hash", response, attempt);
                }
            }
        }
    }

    private static InvalidRequestException tooLarge(long limit, Attempt attempt) {
        return InvalidRequestException.tooLarge(
                attempt.operation(),
                "source",
                "has more than the " + limit + " bytes that are allowed (serai.max-upload)");
    }

    private static UpstreamException broken(String what, Response response, Attempt attempt) {
        return new UpstreamException(
                what,
                attempt.detail()
                        .answered(response.code(), response.header("X-Reqid"), null)
                        .because("malformed_reply", null));
    }
}
