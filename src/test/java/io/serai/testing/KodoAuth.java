package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Kodo's three signatures, written from the vendor's description and not with the SDK: upload token, private download link,
 * management request (schemes {@code QBox} and {@code Qiniu}). All are HMAC-SHA1 in URL-safe Base64.
 */
final class KodoAuth {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String accessKey;
    private final String secretKey;
    private final int port;
    private final Clock clock;

    KodoAuth(String accessKey, String secretKey, int port, Clock clock) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.port = port;
        this.clock = clock;
    }

    /** {@code accessKey:sign(policy64):policy64}; the deadline counts when the upload ends. */
    UploadPolicy upload(String token) {
        String[] parts = token.split(":", -1);
        if (parts.length != 3) {
            throw KodoRefusal.badToken("not three parts");
        }
        verify(parts[0] + ":" + parts[1], parts[2].getBytes(UTF_8));
        UploadPolicy policy = UploadPolicy.parse(decode(parts[2]));
        checkTime(policy.deadline());
        return policy;
    }

    /** The token of a resumable upload, from its header. */
    UploadPolicy upload(RecordedRequest request) {
        return upload(credentials(request, "UpToken "));
    }

    /** Everything of the link before {@code &token=} is signed, scheme and host too, so the token comes last. */
    void download(RecordedRequest request) {
        String url = "http://" + request.header("host").orElse("") + request.target();
        int at = url.indexOf("&token=");
        if (at < 0) {
            throw new KodoRefusal(401, "token not specified");
        }
        String signed = url.substring(0, at);
        String token = url.substring(at + "&token=".length());
        if (token.contains("&")) {
            throw KodoRefusal.badToken("it is not the last parameter");
        }
        verify(token, signed.getBytes(UTF_8));
        int e = Math.max(signed.lastIndexOf("?e="), signed.lastIndexOf("&e="));
        if (e < 0) {
            throw KodoRefusal.badToken("there is no e");
        }
        checkTime(Long.parseLong(signed.substring(e + 3)));
    }

    void management(RecordedRequest request) {
        String authorization = request.header("authorization").orElse("");
        if (authorization.startsWith("QBox ")) {
            verify(authorization.substring(5), qbox(request));
        } else {
            verify(credentials(request, "Qiniu "), qiniu(request));
        }
    }

    private static byte[] qbox(RecordedRequest request) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((request.target() + "\n").getBytes(UTF_8));
        if (FORM.equalsIgnoreCase(request.header("content-type").orElse(""))) {
            signed.writeBytes(request.body());
        }
        return signed.toByteArray();
    }

    private byte[] qiniu(RecordedRequest request) {
        StringBuilder head = new StringBuilder(request.method() + " " + request.target());
        head.append("\nHost: ").append(signedHost(request));
        String type = request.header("content-type").orElse("");
        if (!type.isEmpty()) {
            head.append("\nContent-Type: ").append(type);
        }
        xQiniu(request)
                .forEach((name, value) ->
                        head.append("\n").append(name).append(": ").append(value));
        head.append("\n\n");
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(head.toString().getBytes(UTF_8));
        if (!type.isEmpty() && !type.equals("application/octet-stream")) {
            signed.writeBytes(request.body());
        }
        return signed.toByteArray();
    }

    /** The SDK's uc requests sign the port but leave it out of the Host header, which only shows on a port like ours. */
    private String signedHost(RecordedRequest request) {
        String host = request.header("host").orElse("");
        return host.contains(":") ? host : host + ":" + port;
    }

    private static Map<String, String> xQiniu(RecordedRequest request) {
        Map<String, String> signed = new TreeMap<>();
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            if (header.getKey().toLowerCase(Locale.ROOT).startsWith("x-qiniu-")) {
                signed.put(canonical(header.getKey()), header.getValue().get(0));
            }
        }
        return signed;
    }

    private static String canonical(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("-"));
    }

    private static String credentials(RecordedRequest request, String scheme) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith(scheme)) {
            throw new KodoRefusal(401, "no Authorization: " + scheme + "header");
        }
        return authorization.substring(scheme.length());
    }

    private void verify(String token, byte[] signed) {
        String right = accessKey + ":" + Base64.getUrlEncoder().encodeToString(hmac(signed));
        if (!MessageDigest.isEqual(right.getBytes(UTF_8), token.getBytes(UTF_8))) {
            throw KodoRefusal.badToken("the signature does not match");
        }
    }

    private byte[] hmac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA1"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void checkTime(long deadline) {
        if (clock.instant().getEpochSecond() > deadline) {
            throw new KodoRefusal(401, "expired token");
        }
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw KodoRefusal.badToken("the policy is not URL-safe Base64");
        }
    }
}
