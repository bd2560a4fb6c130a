package io.serai.testing;

import static io.serai.testing.KodoRefusal.refuseIf;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serai.testing.KodoStore.PendingUpload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Resumable upload v2 on the up host: {@code /buckets/B/objects/KEY64/uploads[/ID[/NUMBER]]}. */
final class KodoResumableUpload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PARTS = 10_000;
    private static final int SMALLEST_PART = 1024 * 1024;
    private static final Duration LIFE = Duration.ofDays(7);

    private final KodoAuth auth;
    private final KodoStore store;
    private final Clock clock;

    KodoResumableUpload(KodoAuth auth, KodoStore store, Clock clock) {
        this.auth = auth;
        this.store = store;
        this.clock = clock;
    }

    KodoReply init(RecordedRequest request) {
        Target target = target(request);
        PendingUpload upload = store.beginUpload(target.bucket, target.key);
        return KodoReply.json(200, Map.of("uploadId", upload.id(), "expireAt", expiry()));
    }

    KodoReply part(RecordedRequest request) {
        PendingUpload upload = target(request).upload();
        int number = number(request.path().split("/", -1)[7]);
        refuseIf(number < 1 || number > MOST_PARTS, 400, "part number must be 1.." + MOST_PARTS);
        refuseIf(request.body().length == 0, 400, "the part is empty");
        String md5 = md5(request.body());
        refuseIf(!request.header("content-md5").orElse(md5).equals(md5), 406, "content-md5 is not matched");
        upload.parts().put(number, request.body());
        return KodoReply.json(200, Map.of("etag", Qetag.of(request.body()), "md5", md5));
    }

    KodoReply list(RecordedRequest request) {
        PendingUpload upload = target(request).upload();
        List<Map<String, Object>> parts = new ArrayList<>();
        upload.parts()
                .forEach((number, bytes) ->
                        parts.add(Map.of("partNumber", number, "size", bytes.length, "etag", Qetag.of(bytes))));
        return KodoReply.json(
                200, Map.of("uploadId", upload.id(), "expireAt", expiry(), "partNumberMarker", 0, "parts", parts));
    }

    KodoReply complete(RecordedRequest request) {
        Target target = target(request);
        PendingUpload upload = target.upload();
        JsonNode order = json(request);
        List<byte[]> parts = parts(order.path("parts"), upload);
        byte[] whole = join(parts);
        String hash = Qetag.ofParts(parts, whole);
        String declared = order.path("mimeType").asText("application/octet-stream");
        target.policy.checkContent(whole, declared);
        String type = target.policy.typeOf(whole, declared);
        Map<String, String> meta = meta(order.path("metaData"));
        store.put(upload.bucket(), upload.key(), whole, hash, type, meta, target.policy.insertOnly());
        store.endUpload(upload);
        return KodoReply.json(200, Map.of("hash", hash, "key", upload.key()));
    }

    KodoReply abort(RecordedRequest request) {
        store.endUpload(target(request).upload());
        return KodoReply.ok();
    }

    /** The listed parts: ascending, each with the right etag, none left out, none too small but the last. */
    private static List<byte[]> parts(JsonNode listed, PendingUpload upload) {
        refuseIf(listed.isEmpty(), 400, "no parts");
        refuseIf(
                listed.size() != upload.parts().size(),
                400,
                "listed " + listed.size() + " of " + upload.parts().size() + " parts");
        List<byte[]> parts = new ArrayList<>();
        int last = 0;
        for (JsonNode each : listed) {
            int number = each.path("partNumber").asInt();
            refuseIf(number <= last, 400, "parts are not in ascending order");
            byte[] bytes = upload.parts().getOrDefault(number, new byte[0]);
            refuseIf(!Qetag.of(bytes).equals(each.path("etag").asText()), 400, "invalid part " + number);
            refuseIf(
                    parts.size() + 1 < listed.size() && bytes.length < SMALLEST_PART,
                    400,
                    "part " + number + " is too small");
            parts.add(bytes);
            last = number;
        }
        return parts;
    }

    private Target target(RecordedRequest request) {
        UploadPolicy policy = auth.upload(request);
        String[] segments = request.path().split("/", -1);
        String bucket = segments[2];
        policy.checkBucket(bucket);
        store.bucket(bucket);
        if (segments[4].equals("~")) {
            throw KodoRefusal.unsupported("resumable uploads without a key");
        }
        String key = new String(Base64.getUrlDecoder().decode(segments[4]), UTF_8);
        policy.checkKey(key);
        return new Target(policy, bucket, key, segments.length > 6 ? segments[6] : "");
    }

    private final class Target {
        private final UploadPolicy policy;
        private final String bucket;
        private final String key;
        private final String uploadId;

        Target(UploadPolicy policy, String bucket, String key, String uploadId) {
            this.policy = policy;
            this.bucket = bucket;
            this.key = key;
            this.uploadId = uploadId;
        }

        PendingUpload upload() {
            return store.upload(uploadId, bucket, key);
        }
    }

    private long expiry() {
        return clock.instant().plus(LIFE).getEpochSecond();
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static Map<String, String> meta(JsonNode json) {
        Map<String, String> meta = new TreeMap<>();
        json.properties()
                .forEach(entry -> meta.put(entry.getKey(), entry.getValue().asText()));
        return meta;
    }

    private static JsonNode json(RecordedRequest request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw new KodoRefusal(400, "the body is not JSON");
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
