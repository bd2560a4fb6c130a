package io.serai.door;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code PUT /cache/KEY?ttl=}: the body's bytes are the value. */
final class RestCacheValue implements Processor {
    private final long max;

    RestCacheValue(long max) {
        this.max = max;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        byte[] value = BoundedBody.read(exchange, max);
        RestParameters.cacheKey(exchange);
        Map<Object, Object> request = new HashMap<>(exchange.getIn().getBody(Map.class));
        request.put("value", value);
        exchange.getIn().setBody(request);
    }
}
