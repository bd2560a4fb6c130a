package io.serai.door;

import io.serai.storage.Content;
import io.serai.storage.UploadRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code PUT /storage/KEY}: writes the body to a temporary file, so that memory stays flat and a failed attempt can be
 * repeated; the file is deleted when the request is over.
 */
final class RestUpload implements Processor {
    private final long max;

    RestUpload(long max) {
        this.max = max;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        RestCall call = RestCall.of(exchange);
        String key = RestParameters.storageKeyOf(call);
        Path file = Files.createTempFile("serai-upload-", ".tmp");
        exchange.getExchangeExtension().addOnCompletion(new ClosingWhenDone(() -> Files.deleteIfExists(file)));
        try (OutputStream out = Files.newOutputStream(file)) {
            BoundedBody.copy(exchange, out, max);
        }
        String name = key.substring(key.lastIndexOf('/') + 1);
        exchange.getIn()
                .setBody(new UploadRequest(
                        Content.of(file), name, key, call.contentType(), RestParameters.uploadOptions(call)));
    }
}
