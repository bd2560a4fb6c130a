package io.serai.qiniu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.qiniu.storage.BucketManager;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.storage.Attempt;
import io.serai.storage.ContentTypes;
import io.serai.storage.ObjectHeaders;
import io.serai.storage.ObjectInfo;
import io.serai.storage.ObjectPage;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done to objects by name (developer.qiniu.com/kodo/1274/rs): one signed request each. */
final class KodoManagement {
    private final KodoBucket bucket;
    private final KodoRegion region;
    private final KodoSigned signed;

    KodoManagement(KodoBucket bucket, KodoRegion region, KodoSigned signed) {
        this.bucket = bucket;
        this.region = region;
        this.signed = signed;
    }

    ObjectInfo stat(String key, Attempt attempt) {
        return info(key, rs(attempt, "/stat/" + entry(key)).body());
    }

    /** The object's hash; null when Kodo does not tell. */
    @Nullable
    String hash(String key, Attempt attempt) {
        try {
            return stat(key, attempt).etag();
        } catch (ServiceException e) {
            // The question came up after a failure, which is what the caller shall hear of.
            return null;
        }
    }

    boolean delete(String key, Attempt attempt) {
        try {
            rs(attempt, "/delete/" + entry(key));
            return true;
        } catch (InvalidRequestException e) {
            if (e.detail().status() == 404) {
                return false;
            }
            throw e;
        }
    }

    void copy(String from, String to, boolean overwrite, Attempt attempt) {
        place("copy", from, to, overwrite, attempt);
    }

    /** A move whose answer was lost has moved the object: then the old key is gone and the new one there. */
    void move(String from, String to, boolean overwrite, Attempt attempt) {
        place("move", from, to, overwrite, attempt);
    }

    private void place(String verb, String from, String to, boolean overwrite, Attempt attempt) {
        rs(attempt, "/" + verb + "/" + entry(from) + "/" + entry(to) + "/force/" + overwrite);
    }

    ObjectPage list(String prefix, @Nullable String marker, int limit, Attempt attempt) {
        String query = "?bucket=" + encoded(bucket.name()) + "&limit=" + limit + "&prefix=" + encoded(prefix)
                + (marker == null ? "" : "&marker=" + encoded(marker));
        KodoAnswer answer = signed.get(region.hosts(attempt).rsf() + "/list" + query, attempt);
        List<ObjectInfo> objects = new ArrayList<>();
        for (JsonNode item : answer.body().path("items")) {
            objects.add(info(item.path("key").asText(), item));
        }
        String next = answer.body().path("marker").asText("");
        return new ObjectPage(objects, next.isEmpty() ? null : next);
    }

    private KodoAnswer rs(Attempt attempt, String path) {
        return signed.post(region.hosts(attempt).rs() + path, attempt);
    }

    private String entry(String key) {
        return BucketManager.encodedEntry(bucket.name(), key);
    }

    private static ObjectInfo info(String key, JsonNode json) {
        Map<String, String> metadata = new HashMap<>();
        String cacheControl = null;
        String disposition = null;
        for (Map.Entry<String, JsonNode> meta : json.path("x-qn-meta").properties()) {
            String value = meta.getValue().asText();
            switch (meta.getKey()) {
                case "!Cache-Control", "!cache-control" -> cacheControl = value;
                case "!Content-Disposition", "!content-disposition" -> disposition = value;
                default -> metadata.put(meta.getKey(), value);
            }
        }
        return new ObjectInfo(
                key,
                json.path("fsize").asLong(),
                json.path("mimeType").asText(ContentTypes.UNKNOWN),
                json.path("hash").asText(),
                // In units of 100 ns; a download tells whole seconds, and the two shall agree.
                Instant.ofEpochSecond(json.path("putTime").asLong() / 10_000_000),
                new ObjectHeaders(cacheControl, disposition, metadata));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
