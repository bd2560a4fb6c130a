package io.serai.http;

import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Deletes an upload's temporary file when its exchange is over. */
final class DeleteFile extends SynchronizationAdapter {
    private final File file;

    DeleteFile(File file) {
        this.file = file;
    }

    @Override
    public void onDone(Exchange exchange) {
        HttpBody.delete(file);
    }
}
