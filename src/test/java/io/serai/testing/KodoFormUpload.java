package io.serai.testing;

import static io.serai.testing.KodoRefusal.refuseIf;

import io.serai.testing.MultipartForm.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** {@code POST /} on the up host: one object in one multipart form. A form field Kodo does not know is refused. */
final class KodoFormUpload {
    private static final Set<String> FIELDS = Set.of("token", "key", "file", "crc32", "accept", "fileName");

    private final KodoAuth auth;
    private final KodoStore store;

    KodoFormUpload(KodoAuth auth, KodoStore store) {
        this.auth = auth;
        this.store = store;
    }

    KodoReply upload(RecordedRequest request) {
        MultipartForm form = MultipartForm.of(request);
        String token = form.text("token").orElseThrow(() -> new KodoRefusal(401, "token not specified"));
        UploadPolicy policy = auth.upload(token);
        form.fields().keySet().forEach(KodoFormUpload::checkName);
        Field file = form.field("file").orElseThrow(() -> new KodoRefusal(400, "file is not specified in multipart"));
        checkCrc(form, file.bytes());
        store.bucket(policy.bucket());
        String hash = Qetag.of(file.bytes());
        String key = form.text("key").orElse(hash);
        policy.checkKey(key);
        String declared = file.contentType().isEmpty() ? "application/octet-stream" : file.contentType();
        policy.checkContent(file.bytes(), declared);
        String type = policy.typeOf(file.bytes(), declared);
        store.put(policy.bucket(), key, file.bytes(), hash, type, meta(form), policy.insertOnly());
        return KodoReply.json(200, Map.of("hash", hash, "key", key));
    }

    private static void checkName(String name) {
        boolean known = FIELDS.contains(name) || name.startsWith("x:") || name.startsWith("x-qn-meta-");
        refuseIf(!known, 400, "unknown form field " + name);
    }

    private static void checkCrc(MultipartForm form, byte[] file) {
        CRC32 crc = new CRC32();
        crc.update(file);
        String right = Long.toString(crc.getValue());
        refuseIf(!form.text("crc32").orElse(right).equals(right), 406, "crc32 is not matched");
    }

    private static Map<String, String> meta(MultipartForm form) {
        Map<String, String> meta = new TreeMap<>();
        for (String name : form.fields().keySet()) {
            if (name.startsWith("x-qn-meta-")) {
                meta.put(name, form.text(name).orElseThrow());
            }
        }
        return meta;
    }
}
