package io.serai.s3;

import io.serai.config.SettingException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks S3 at start whether the settings are right. One request; when S3 does not answer, the start goes on. */
final class S3Check {
    private static final Logger LOG = LoggerFactory.getLogger(S3Check.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final S3Client client;
    private final S3Bucket bucket;

    S3Check(S3Client client, S3Bucket bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** @throws SettingException that says in one sentence which setting is wrong */
    void run() {
        try {
            client.headBucket(b -> b.bucket(bucket.name()).overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)));
        } catch (S3Exception e) {
            switch (e.statusCode()) {
                case 404 ->
                    throw new SettingException("serai.s3.bucket: there is no bucket '" + bucket.name() + "' here");
                case 401, 403 ->
                    throw new SettingException("serai.s3.access-key, serai.s3.secret-key: S3 refuses these keys for the"
                            + " bucket '" + bucket.name() + "'; compare them, and this machine's clock");
                case 301, 400 -> {
                    String right = e.awsErrorDetails() == null
                            ? null
                            : e.awsErrorDetails()
                                    .sdkHttpResponse()
                                    .firstMatchingHeader("x-amz-bucket-region")
                                    .orElse(null);
                    if (right != null && !right.equals(bucket.region().id())) {
                        throw new SettingException("serai.s3.region: the bucket '" + bucket.name() + "' lies in "
                                + right + " and not in " + bucket.region().id() + "; set serai.s3.region=" + right);
                    }
                    warn("status " + e.statusCode());
                }
                default -> warn("status " + e.statusCode());
            }
        } catch (SdkException e) {
            warn(e.getClass().getSimpleName());
        }
    }

    private static void warn(String why) {
        LOG.warn("The settings of S3 could not be checked, going on without ({})", why);
    }
}
