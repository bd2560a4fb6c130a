package io.serai.reuse;

import io.serai.retry.Call;
import org.apache.camel.Exchange;

/** Who asks: what one has paid for is never answered to another. */
final class Tenant {
    private Tenant() {}

    static String of(Exchange exchange) {
        return exchange.getProperty(Call.TENANT, "", String.class);
    }
}
