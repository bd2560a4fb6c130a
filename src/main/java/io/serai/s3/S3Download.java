package io.serai.s3;

import io.serai.error.InvalidRequestException;
import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.ByteRange;
import io.serai.storage.Content;
import io.serai.storage.FetchedObject;
import io.serai.storage.ObjectInfo;
import io.serai.storage.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object, checks its length and hash, and only then hands it on. */
final class S3Download {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final S3Client client;
    private final String bucket;

    S3Download(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    FetchedObject get(String key, @Nullable ByteRange range, long limit, Attempt attempt) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(c -> c.apiCallTimeout(attempt.remaining()));
        if (range != null) {
            request.range(range.header());
        }
        // Read inside the call, so that its time limit holds to the last byte.
        return client.getObject(
                request.build(),
                ResponseTransformer.unmanaged((response, in) -> read(key, response, in, range, limit, attempt)));
    }

    private static FetchedObject read(
            String key,
            GetObjectResponse response,
            InputStream in,
            @Nullable ByteRange range,
            long limit,
            Attempt attempt)
            throws IOException {
        Content content = null;
        try (in) {
            if (response.contentLength() > limit) {
                throw tooLarge(limit, attempt);
            }
            content = Spool.read(in, limit, () -> tooLarge(limit, attempt));
            if (content.size() != response.contentLength()) {
                throw broken(
                        "the object came short: " + content.size() + " of " + response.contentLength() + " bytes",
                        attempt);
            }
            return checked(key, response, content, range, attempt);
        } catch (IOException | RuntimeException e) {
            if (in instanceof ResponseInputStream<?> stream) {
                // Else the rest would be read, however long, to keep the connection.
                stream.abort();
            }
            if (content != null) {
                content.close();
            }
            throw e;
        }
    }

    private static FetchedObject checked(
            String key, GetObjectResponse response, Content content, @Nullable ByteRange range, Attempt attempt)
            throws IOException {
        Matcher m = CONTENT_RANGE.matcher(Objects.requireNonNullElse(response.contentRange(), ""));
        if (range != null && m.matches()) {
            long total = Long.parseLong(m.group(3));
            ByteRange part = new ByteRange(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
            if (!part.equals(range.within(attempt.operation(), total)) || part.length() != content.size()) {
                throw broken("another part came than was asked for", attempt);
            }
            return new FetchedObject(content, info(key, total, response), part);
        }
        if (range != null) {
            throw broken("a part came without saying which (Content-Range)", attempt);
        }
        if (S3Store.isMd5(response.eTag())
                && !S3Store.unquoted(response.eTag()).equals(HexFormat.of().formatHex(S3Upload.md5(content)))) {
            throw broken("the bytes do not fit the object's hash", attempt);
        }
        return new FetchedObject(content, info(key, content.size(), response), null);
    }

    private static ObjectInfo info(String key, long size, GetObjectResponse r) {
        return S3Store.info(
                key,
                size,
                r.contentType(),
                r.eTag(),
                r.lastModified(),
                r.cacheControl(),
                r.contentDisposition(),
                r.metadata());
    }

    private static InvalidRequestException tooLarge(long limit, Attempt attempt) {
        return InvalidRequestException.tooLarge(
                attempt.operation(),
                "source",
                "has more than the " + limit + " bytes that are allowed (serai.max-upload)");
    }

    private static UpstreamException broken(String what, Attempt attempt) {
        return new UpstreamException(
                what, attempt.detail().answered(200, null, null).because("malformed_reply", null));
    }
}
