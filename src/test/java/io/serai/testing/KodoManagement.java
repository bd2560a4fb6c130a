package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rs, rsf and uc hosts: what is done to objects by name. Every request must be signed with the account's keys. */
final class KodoManagement {
    private final KodoAuth auth;
    private final KodoStore store;
    private final boolean privateBuckets;
    private final List<String> ordered = new CopyOnWriteArrayList<>();

    private record Entry(String bucket, String key) {
        static Entry of(String encoded) {
            String[] parts = decoded(encoded).split(":", 2);
            KodoRefusal.refuseIf(parts.length != 2, 400, "invalid argument: no key in the entry");
            return new Entry(parts[0], parts[1]);
        }
    }

    KodoManagement(KodoAuth auth, KodoStore store, boolean privateBuckets) {
        this.auth = auth;
        this.store = store;
        this.privateBuckets = privateBuckets;
    }

    KodoReply stat(RecordedRequest request) {
        KodoObject object = object(segments(request)[2]);
        Map<String, Object> all = described(object);
        Map<String, String> meta = new HashMap<>();
        object.meta().forEach((name, value) -> meta.put(name.substring("x-qn-meta-".length()), value));
        if (!meta.isEmpty()) {
            all.put("x-qn-meta", meta);
        }
        return KodoReply.json(200, all);
    }

    KodoReply delete(RecordedRequest request) {
        KodoObject object = object(segments(request)[2]);
        store.bucket(object.bucket()).remove(object.key());
        return KodoReply.ok();
    }

    KodoReply changeMime(RecordedRequest request) {
        String[] parts = segments(request);
        KodoObject object = object(parts[2]);
        if (parts.length != 5 || !parts[3].equals("mime")) {
            throw KodoRefusal.unsupported("chgm of anything but the type");
        }
        store.bucket(object.bucket()).put(object.key(), object.typed(decoded(parts[4])));
        return KodoReply.ok();
    }

    KodoReply copy(RecordedRequest request) {
        place(request);
        return KodoReply.ok();
    }

    KodoReply move(RecordedRequest request) {
        KodoObject from = place(request);
        store.bucket(from.bucket()).remove(from.key());
        return KodoReply.ok();
    }

    private KodoObject place(RecordedRequest request) {
        String[] parts = segments(request);
        KodoObject from = object(parts[2]);
        Entry to = Entry.of(parts[3]);
        boolean same = from.bucket().equals(to.bucket()) && from.key().equals(to.key());
        KodoRefusal.refuseIf(same, 614, "file exists");
        boolean force = parts.length == 6 && parts[4].equals("force") && parts[5].equals("true");
        store.place(from, to.bucket(), to.key(), force);
        return from;
    }

    KodoReply list(RecordedRequest request) {
        auth.management(request);
        Map<String, String> query = query(request);
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        String after = decoded(query.getOrDefault("marker", ""));
        int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
        List<Map<String, Object>> items = new ArrayList<>();
        Set<String> folders = new LinkedHashSet<>();
        String last = "";
        for (KodoObject object : store.bucket(query.getOrDefault("bucket", ""))
                .tailMap(after, false)
                .values()) {
            if (!object.key().startsWith(prefix)) {
                continue;
            }
            if (items.size() + folders.size() == limit) {
                return listing(items, folders, Base64.getUrlEncoder().encodeToString(last.getBytes(UTF_8)));
            }
            int cut = delimiter.isEmpty() ? -1 : object.key().indexOf(delimiter, prefix.length());
            if (cut < 0) {
                items.add(described(object));
            } else {
                folders.add(object.key().substring(0, cut + delimiter.length()));
            }
            last = object.key();
        }
        return listing(items, folders, "");
    }

    private static KodoReply listing(List<Map<String, Object>> items, Set<String> folders, String marker) {
        return KodoReply.json(200, Map.of("items", items, "commonPrefixes", folders, "marker", marker));
    }

    KodoReply bucketInfo(RecordedRequest request) {
        auth.management(request);
        store.bucket(query(request).getOrDefault("bucket", ""));
        return KodoReply.json(200, Map.of("private", privateBuckets ? 1 : 0, "region", "z0"));
    }

    /** Refresh and prefetch: a CDN answers 200 and says in a code of its own how it went. */
    KodoReply order(RecordedRequest request) {
        auth.management(request);
        JsonNode urls;
        try {
            urls = new ObjectMapper().readTree(request.body()).path("urls");
        } catch (IOException e) {
            throw new KodoRefusal(400, "the body is not JSON");
        }
        KodoRefusal.refuseIf(urls.isEmpty() || urls.size() > 100, 400, "1 to 100 urls");
        urls.forEach(url -> ordered.add(request.path().substring("/v2/tune/".length()) + " " + url.asText()));
        return KodoReply.json(200, Map.of("code", 200, "error", "success", "requestId", "order"));
    }

    List<String> ordered() {
        return ordered;
    }

    private KodoObject object(String encoded) {
        Entry entry = Entry.of(encoded);
        return store.object(entry.bucket(), entry.key());
    }

    private String[] segments(RecordedRequest request) {
        auth.management(request);
        return request.path().split("/", -1);
    }

    private static Map<String, Object> described(KodoObject object) {
        Map<String, Object> all =
                new HashMap<>(Map.of("key", object.key(), "fsize", object.size(), "hash", object.hash()));
        all.put("mimeType", object.mimeType());
        // In units of 100 ns.
        all.put("putTime", object.putTime().toEpochMilli() * 10_000);
        all.put("type", 0);
        all.put("status", 0);
        return all;
    }

    private static Map<String, String> query(RecordedRequest request) {
        Map<String, String> values = new HashMap<>();
        Arrays.stream(request.query().split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> {
                    values.put(pair[0], pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
                });
        return values;
    }

    private static String decoded(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new KodoRefusal(400, "not URL-safe Base64: " + encoded);
        }
    }
}
