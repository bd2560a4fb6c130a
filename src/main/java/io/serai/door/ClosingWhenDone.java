package io.serai.door;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what a reply still reads from when the last byte has gone out. */
final class ClosingWhenDone extends SynchronizationAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClosingWhenDone.class);

    private final AutoCloseable resource;

    ClosingWhenDone(AutoCloseable resource) {
        this.resource = resource;
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("A temporary file could not be deleted: {}", e.getMessage());
        }
    }
}
