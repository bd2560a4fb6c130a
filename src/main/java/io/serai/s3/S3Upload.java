package io.serai.s3;

import io.serai.error.UpstreamException;
import io.serai.storage.Attempt;
import io.serai.storage.Content;
import io.serai.storage.NewObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Uploads content of up to 5 GB in one request, which S3 checks by the hashes that come along. */
final class S3Upload {
    private final S3Client client;
    private final String bucket;

    S3Upload(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    void put(NewObject object, Attempt attempt) {
        Content content = object.content();
        long size;
        byte[] md5;
        try {
            size = content.size();
            md5 = md5(content);
        } catch (IOException e) {
            throw Content.unreadable(attempt.operation(), e);
        }
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(object.key())
                .contentType(object.contentType())
                .contentLength(size)
                .contentMD5(Base64.getEncoder().encodeToString(md5))
                .cacheControl(object.headers().cacheControl())
                .contentDisposition(object.headers().contentDisposition())
                .metadata(object.headers().metadata())
                .overrideConfiguration(c -> c.apiCallTimeout(attempt.remaining()));
        if (!object.overwrite()) {
            request.ifNoneMatch("*");
        }
        String hash = HexFormat.of().formatHex(md5);
        String etag;
        try {
            etag = client.putObject(request.build(), body(content, size)).eTag();
        } catch (S3Exception e) {
            if (e.statusCode() == 412 && isThere(object.key(), size, hash, attempt)) {
                return;
            }
            throw e;
        }
        if (S3Store.isMd5(etag) && !S3Store.unquoted(etag).equals(hash)) {
            throw new UpstreamException(
                    "what was stored is not what was sent (the hashes differ)",
                    attempt.detail().because("malformed_reply", null));
        }
    }

    /** Whether the object that is in the way is the very one that was to be stored. */
    private boolean isThere(String key, long size, String hash, Attempt attempt) {
        HeadObjectResponse there = client.headObject(
                r -> r.bucket(bucket).key(key).overrideConfiguration(c -> c.apiCallTimeout(attempt.remaining())));
        return there.contentLength() == size
                && S3Store.isMd5(there.eTag())
                && S3Store.unquoted(there.eTag()).equals(hash);
    }

    private static RequestBody body(Content content, long size) {
        ContentStreamProvider provider = () -> {
            try {
                return content.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return RequestBody.fromContentProvider(provider, size, "application/octet-stream");
    }

    @SuppressWarnings("InsecureCryptoAlgorithm") // S3's ETag and Content-MD5 are MD5; it guards against accidents.
    static byte[] md5(Content content) throws IOException {
        try (InputStream in = content.open()) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] block = new byte[64 * 1024];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
