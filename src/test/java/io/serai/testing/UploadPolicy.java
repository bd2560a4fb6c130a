package io.serai.testing;

import static io.serai.testing.KodoRefusal.refuseIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The policy inside an upload token, and whether an upload fits it. A field Kodo does not know is refused with 400 and one
 * that this double does not act on as well: a misspelt {@code insertonly} must fail a test, not pass it.
 */
record UploadPolicy(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ACTED_ON = Set.of(
            "scope", "deadline", "insertOnly", "isPrefixalScope", "fsizeLimit", "fsizeMin", "mimeLimit", "detectMime");
    private static final Set<String> HARMLESS = Set.of("endUser", "fileType", "deleteAfterDays", "trafficLimit");
    private static final Set<String> NOT_HERE = Set.of(
            "returnUrl",
            "returnBody",
            "callbackUrl",
            "callbackBody",
            "callbackHost",
            "callbackBodyType",
            "callbackFetchKey",
            "saveKey",
            "forceSaveKey",
            "persistentOps",
            "persistentNotifyUrl",
            "persistentPipeline",
            "persistentType",
            "persistentWorkflowTemplateID");

    static UploadPolicy parse(byte[] decoded) {
        try {
            JsonNode json = JSON.readTree(decoded);
            refuseIf(json == null || !json.isObject(), 401, "bad token: the policy is not a JSON object");
            for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
                check(names.next());
            }
            refuseIf(!json.path("scope").isTextual(), 400, "the policy has no scope");
            refuseIf(!json.path("deadline").isIntegralNumber(), 400, "the policy has no deadline");
            return new UploadPolicy(json);
        } catch (IOException e) {
            throw KodoRefusal.badToken("the policy is not JSON");
        }
    }

    private static void check(String name) {
        if (NOT_HERE.contains(name)) {
            throw KodoRefusal.unsupported("the policy field " + name);
        }
        refuseIf(!ACTED_ON.contains(name) && !HARMLESS.contains(name), 400, "unknown policy field " + name);
    }

    String bucket() {
        return scope()[0];
    }

    long deadline() {
        return json.get("deadline").asLong();
    }

    /** Only a scope that names a key allows overwriting. */
    boolean insertOnly() {
        return scope().length == 1 || flag("isPrefixalScope") || flag("insertOnly");
    }

    void checkBucket(String bucket) {
        refuseIf(!bucket.equals(bucket()), 403, "bucket doesn't match with scope");
    }

    void checkKey(String key) {
        if (scope().length == 1) {
            return;
        }
        String allowed = scope()[1];
        boolean fits = flag("isPrefixalScope") ? key.startsWith(allowed) : key.equals(allowed);
        refuseIf(!fits, 403, "key doesn't match with scope");
    }

    void checkContent(byte[] content, String mimeType) {
        long limit = json.path("fsizeLimit").asLong(Long.MAX_VALUE);
        refuseIf(content.length > limit, 413, "request entity is too large: exceeds fsizeLimit");
        refuseIf(content.length < json.path("fsizeMin").asLong(0), 403, "file size is below fsizeMin");
        String limits = json.path("mimeLimit").asText("");
        boolean allowed = limits.isEmpty() || allows(limits, sniffed(content).orElse(mimeType));
        refuseIf(!allowed, 403, "limited mimeType: this file type is forbidden to upload");
    }

    /** The type to store: with {@code detectMime} the content decides and not the sender. */
    String typeOf(byte[] content, String declared) {
        return flag("detectMime") ? sniffed(content).orElse(declared) : declared;
    }

    private String[] scope() {
        return json.get("scope").asText().split(":", 2);
    }

    private boolean flag(String name) {
        return json.path(name).asInt() != 0;
    }

    /** {@code image/*;text/plain}, or {@code !} in front of the list to forbid. */
    private static boolean allows(String limits, String type) {
        boolean forbids = limits.startsWith("!");
        String[] patterns = limits.substring(forbids ? 1 : 0).split(";");
        return forbids != Arrays.stream(patterns).anyMatch(pattern -> fits(pattern.toLowerCase(Locale.ROOT), type));
    }

    private static boolean fits(String pattern, String type) {
        return pattern.endsWith("/*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    private static Optional<String> sniffed(byte[] content) {
        try {
            return Optional.ofNullable(URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(content)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
