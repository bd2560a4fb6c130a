package io.serai.door;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/** {@code PUT /cache/KEY?ttl=}: the body's bytes are the value. */
final class RestCacheValue {
    private RestCacheValue() {}

    static void read(Exchange exchange) {
        byte[] value = Objects.requireNonNull(exchange.getIn().getBody(byte[].class));
        RestParameters.cacheKey(exchange);
        Map<Object, Object> request = new HashMap<>(exchange.getIn().getBody(Map.class));
        request.put("value", value);
        exchange.getIn().setBody(request);
    }
}
