package io.serai.qiniu;

import io.serai.storage.ObjectHeaders;
import java.util.Map;
import java.util.TreeMap;

/** The names under which an upload gives Kodo metadata, and, with an exclamation mark, headers to serve an object with. */
final class KodoMeta {
    private static final String PREFIX = "x-qn-meta-";

    private KodoMeta() {}

    static Map<String, String> of(ObjectHeaders headers) {
        Map<String, String> meta = new TreeMap<>();
        headers.metadata().forEach((name, value) -> meta.put(PREFIX + name, value));
        if (headers.cacheControl() != null) {
            meta.put(PREFIX + "!Cache-Control", headers.cacheControl());
        }
        if (headers.contentDisposition() != null) {
            meta.put(PREFIX + "!Content-Disposition", headers.contentDisposition());
        }
        return meta;
    }
}
