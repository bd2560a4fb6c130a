package io.serai.testing;

import static io.serai.testing.KodoRefusal.refuseIf;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Buckets, objects and unfinished uploads. Not thread-safe: {@link KodoDouble} lets one request in at a time. */
final class KodoStore {
    private static final int LONGEST_KEY = 750;

    private final Map<String, NavigableMap<String, KodoObject>> buckets = new LinkedHashMap<>();
    private final Map<String, PendingUpload> uploads = new LinkedHashMap<>();
    private final Clock clock;
    private int lastUpload;

    /** @param parts by number */
    record PendingUpload(String id, String bucket, String key, NavigableMap<Integer, byte[]> parts) {}

    KodoStore(Clock clock) {
        this.clock = clock;
    }

    void addBucket(String name) {
        buckets.putIfAbsent(name, new TreeMap<>());
    }

    NavigableMap<String, KodoObject> bucket(String name) {
        NavigableMap<String, KodoObject> bucket = buckets.get(name);
        if (bucket == null) {
            throw new KodoRefusal(631, "no such bucket");
        }
        return bucket;
    }

    KodoObject object(String bucket, String key) {
        KodoObject object = bucket(bucket).get(key);
        if (object == null) {
            throw new KodoRefusal(612, "no such file or directory");
        }
        return object;
    }

    List<KodoObject> objects() {
        return buckets.values().stream().flatMap(all -> all.values().stream()).toList();
    }

    /** Stores content; under {@code insertOnly} the same content again is good and other content is 614. */
    KodoObject put(
            String bucket,
            String key,
            byte[] bytes,
            String hash,
            String mime,
            Map<String, String> meta,
            boolean insertOnly) {
        refuseIf(key.getBytes(UTF_8).length > LONGEST_KEY, 400, "key is too long");
        KodoObject old = bucket(bucket).get(key);
        if (old != null && insertOnly) {
            refuseIf(!old.hash().equals(hash), 614, "file exists");
            return old;
        }
        KodoObject stored = new KodoObject(bucket, key, bytes, hash, mime, meta, clock.instant());
        bucket(bucket).put(key, stored);
        return stored;
    }

    /** Puts an object that exists under another name. */
    void place(KodoObject object, String bucket, String key, boolean force) {
        refuseIf(!force && bucket(bucket).containsKey(key), 614, "file exists");
        bucket(bucket).put(key, object.movedTo(bucket, key));
    }

    PendingUpload beginUpload(String bucket, String key) {
        bucket(bucket);
        String id = "upload-" + ++lastUpload;
        PendingUpload upload = new PendingUpload(id, bucket, key, new TreeMap<>());
        uploads.put(id, upload);
        return upload;
    }

    PendingUpload upload(String id, String bucket, String key) {
        PendingUpload upload = uploads.get(id);
        if (upload == null || !upload.bucket().equals(bucket) || !upload.key().equals(key)) {
            throw new KodoRefusal(612, "no such uploadId");
        }
        return upload;
    }

    void endUpload(PendingUpload upload) {
        uploads.remove(upload.id());
    }

    int pendingUploads() {
        return uploads.size();
    }

    List<KodoPart> parts() {
        List<KodoPart> parts = new ArrayList<>();
        for (PendingUpload upload : uploads.values()) {
            upload.parts()
                    .forEach((number, bytes) ->
                            parts.add(new KodoPart(upload.id(), upload.bucket(), upload.key(), number, bytes.length)));
        }
        return parts;
    }
}
