package io.serai.door;

import io.serai.storage.Content;
import io.serai.storage.UploadRequest;
import java.io.File;
import java.util.Objects;
import org.apache.camel.Exchange;

/**
 * {@code PUT /storage/KEY}: the server has written the body to a temporary file, so that memory stays flat and a failed
 * attempt can be repeated; it deletes the file when the request is over.
 */
final class RestUpload {
    private RestUpload() {}

    static void read(Exchange exchange) {
        RestCall call = RestCall.of(exchange);
        String key = RestParameters.storageKeyOf(call);
        File file = Objects.requireNonNull(exchange.getIn().getBody(File.class));
        String name = key.substring(key.lastIndexOf('/') + 1);
        exchange.getIn()
                .setBody(new UploadRequest(
                        Content.of(file.toPath()), name, key, call.contentType(), RestParameters.uploadOptions(call)));
    }
}
