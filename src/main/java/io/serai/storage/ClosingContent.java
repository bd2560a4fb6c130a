package io.serai.storage;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Closes content when its exchange is done. */
final class ClosingContent extends SynchronizationAdapter {
    private final Content content;

    ClosingContent(Content content) {
        this.content = content;
    }

    @Override
    public void onDone(Exchange exchange) {
        content.close();
    }
}
