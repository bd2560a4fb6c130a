package io.serai.storage;

import io.serai.Operation;
import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.retry.Call;
import io.serai.retry.Calls;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Opens the calls of the storage operations and knows their limits. */
final class StorageCalls {
    /** Exchange property with the {@link Operation} of a route that serves several. */
    static final String OPERATION = "SeraiStorageOperation";

    private final Calls calls;

    StorageCalls(Calls calls) {
        this.calls = calls;
    }

    Call open(Exchange exchange, Operation operation) {
        return calls.open(exchange, operation);
    }

    static Operation operation(Exchange exchange) {
        return exchange.getProperty(OPERATION, Operation.class);
    }

    /** Most bytes of an object. */
    long limit() {
        return settings().get(ProgramSettings.MAX_UPLOAD);
    }

    Duration urlExpiry() {
        return settings().get(StorageSettings.STORAGE_URL_EXPIRY);
    }

    Settings settings() {
        return calls.settings();
    }
}
