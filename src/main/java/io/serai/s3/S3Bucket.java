package io.serai.s3;

import io.serai.config.Setting;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * One bucket and how it is reached.
 *
 * @param endpoint of the service; null for AWS
 * @param base address below which the objects can be read
 * @param signed whether URLs must be signed
 */
record S3Bucket(
        String name,
        Region region,
        @Nullable URI endpoint,
        boolean pathStyle,
        URI base,
        boolean signed,
        StaticCredentialsProvider credentials) {
    /** How long things may take: for the connection, and between two bytes. */
    record Limits(Duration connect, Duration idle) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /**
     * The bucket of the settings.
     *
     * @throws SettingException that names the missing key and the remedy
     */
    static S3Bucket of(Settings settings) {
        String name = required(settings, StorageSettings.S3_BUCKET, "give the bucket's name");
        String accessKey = required(settings, StorageSettings.S3_ACCESS_KEY, "give the access key id");
        String secretKey = required(settings, StorageSettings.S3_SECRET_KEY, "give the secret access key");
        String region = settings.get(StorageSettings.S3_REGION);
        URI endpoint = settings.find(StorageSettings.S3_ENDPOINT).orElse(null);
        boolean pathStyle = settings.find(StorageSettings.S3_PATH_STYLE).orElse(endpoint != null);
        URI base = settings.find(StorageSettings.S3_DOMAIN).orElseGet(() -> address(name, region, endpoint, pathStyle));
        return new S3Bucket(
                name,
                Region.of(region),
                endpoint,
                pathStyle,
                base,
                settings.get(StorageSettings.S3_PRIVATE),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    private static URI address(String name, String region, @Nullable URI endpoint, boolean pathStyle) {
        URI service = endpoint == null ? URI.create("https://s3." + region + ".amazonaws.com") : endpoint;
        String scheme = service.getScheme() + "://";
        return URI.create(
                pathStyle
                        ? scheme + service.getRawAuthority() + "/" + name
                        : scheme + name + "." + service.getRawAuthority());
    }

    /**
     * A client that sends each request once. Checksums beyond those of the signature and Content-MD5 are only sent where S3
     * requires them: other services do not know the newer ones.
     */
    S3Client client(Limits limits) {
        var builder = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(limits.connect())
                        .socketTimeout(limits.idle())
                        .connectionAcquisitionTimeout(limits.idle())
                        .maxConnections(200))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())
                        // Nothing in the home folder of whoever runs this shall have a say.
                        .defaultProfileFile(ProfileFile.aggregator().build()));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    S3Presigner presigner() {
        var builder = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(configuration());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    /** Without chunks, which not every service understands; Content-MD5 lets it check what arrived. */
    private S3Configuration configuration() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(pathStyle)
                .chunkedEncodingEnabled(false)
                .build();
    }

    @Override
    public String toString() {
        return "S3 bucket " + name;
    }

    private static <T> T required(Settings settings, Setting<T> setting, String remedy) {
        return settings.find(setting)
                .orElseThrow(() -> new SettingException(
                        setting.key() + " is not set, and serai.storage.backend=s3 needs it; " + remedy));
    }
}
