package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 4 of S3, written from Amazon's description and not with its SDK, for headers and for links. What is
 * refused is thrown as the error code S3 has for it.
 */
final class S3Signature {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final String accessKey;
    private final String secretKey;
    private final String region;

    /** An answer of S3 that is an error. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String code) {
            super(code);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    S3Signature(String accessKey, String secretKey, String region) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
    }

    void check(RecordedRequest request, Clock clock) {
        Map<String, String> query = query(request.query());
        if (query.containsKey("X-Amz-Signature")) {
            checkLink(request, query, clock);
        } else {
            checkHeader(request, query, clock);
        }
    }

    private void checkHeader(RecordedRequest request, Map<String, String> query, Clock clock) {
        Matcher m = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
        refuseIf(!m.matches(), 403, "AccessDenied");
        String stamp = request.header("x-amz-date").orElse("");
        Duration off = Duration.between(time(stamp), clock.instant()).abs();
        refuseIf(off.compareTo(SKEW) > 0, 403, "RequestTimeTooSkewed");
        String payload = request.header("x-amz-content-sha256").orElse("");
        boolean fits = payload.equals("UNSIGNED-PAYLOAD") || payload.equals(hex(sha256(request.body())));
        refuseIf(!fits, 400, "XAmzContentSHA256Mismatch");
        for (String name : List.of("host", "x-amz-date", "x-amz-content-sha256")) {
            refuseIf(!List.of(m.group(4).split(";")).contains(name), 403, "AccessDenied");
        }
        check(request, query, m.group(1), m.group(2), m.group(3), m.group(4), stamp, payload, m.group(5));
    }

    private void checkLink(RecordedRequest request, Map<String, String> query, Clock clock) {
        String signature = query.remove("X-Amz-Signature");
        String[] credential =
                decoded(query.getOrDefault("X-Amz-Credential", "")).split("/", -1);
        String stamp = query.getOrDefault("X-Amz-Date", "");
        Instant end = time(stamp).plusSeconds(Long.parseLong(query.getOrDefault("X-Amz-Expires", "0")));
        refuseIf(clock.instant().isAfter(end), 403, "AccessDenied");
        String headers = decoded(query.getOrDefault("X-Amz-SignedHeaders", ""));
        check(
                request,
                query,
                credential[0],
                credential[1],
                credential[2],
                headers,
                stamp,
                "UNSIGNED-PAYLOAD",
                signature);
    }

    private void check(
            RecordedRequest request,
            Map<String, String> query,
            String key,
            String day,
            String givenRegion,
            String signedHeaders,
            String stamp,
            String payload,
            String signature) {
        refuseIf(!key.equals(accessKey), 403, "InvalidAccessKeyId");
        refuseIf(!givenRegion.equals(region), 400, "AuthorizationHeaderMalformed");
        String headers = Arrays.stream(signedHeaders.split(";"))
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String canonicalQuery = query.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        String canonical =
                String.join("\n", request.method(), request.path(), canonicalQuery, headers, signedHeaders, payload);
        String scope = day + "/" + region + "/s3/aws4_request";
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", stamp, scope, hex(sha256(canonical.getBytes(UTF_8))));
        byte[] mac = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : List.of(day, region, "s3", "aws4_request", toSign)) {
            mac = hmac(mac, part);
        }
        refuseIf(!hex(mac).equals(signature), 403, "SignatureDoesNotMatch");
    }

    static void refuseIf(boolean condition, int status, String code) {
        if (condition) {
            throw new Refusal(status, code);
        }
    }

    /** The parameters as sent, still encoded, in the order of their names. */
    static Map<String, String> query(String query) {
        Map<String, String> all = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                all.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return all;
    }

    static String decoded(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static Instant time(String stamp) {
        refuseIf(!stamp.matches("\\d{8}T\\d{6}Z"), 403, "AccessDenied");
        return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
