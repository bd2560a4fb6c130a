package io.serai.door;

import io.serai.error.InvalidRequestException;
import io.serai.json.Fields;
import io.serai.storage.UploadOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Makes the request of the key operations out of path and query. */
final class RestParameters {
    private static final String STORAGE = "/storage/";
    private static final String CACHE = "/cache/";

    private RestParameters() {}

    static void cacheKey(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        Map<String, Object> request = new HashMap<>(call.parameters());
        request.put("key", call.below(CACHE));
        exchange.getIn().setBody(request);
    }

    /** {@code ?overwrite=true} replaces what is there; {@code ?cacheControl=} says what others may keep. */
    static UploadOptions uploadOptions(RestCall call) {
        Fields fields = new Fields("storage-upload", call.parameters());
        UploadOptions options =
                new UploadOptions(fields.flag("overwrite"), null, null, fields.text("cacheControl"), Map.of());
        fields.done();
        return options;
    }

    static String storageKeyOf(RestCall call) {
        String key = call.below(STORAGE);
        if (key.isEmpty()) {
            throw InvalidRequestException.field("storage-upload", "key", "is missing; PUT /storage/<key>");
        }
        return key;
    }
}
