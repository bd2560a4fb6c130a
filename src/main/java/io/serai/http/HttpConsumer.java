package io.serai.http;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;

/** A route that starts with {@code platform-http}, as the engine sees it. */
final class HttpConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {
    private final HttpMounts mounts;
    private final HttpMounts.Path path;
    private final Set<String> methods;

    HttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, HttpMounts mounts) {
        super(endpoint, processor);
        this.mounts = mounts;
        this.path = HttpMounts.Path.of(endpoint.getPath(), endpoint.isMatchOnUriPrefix());
        this.methods = Method.parseList(endpoint.getHttpMethodRestrict()).stream()
                .map(Method::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    HttpMounts.Path path() {
        return path;
    }

    Set<String> methods() {
        return methods;
    }

    boolean takes(String method) {
        return methods.contains(method);
    }

    /** Whether a body goes through a temporary file: {@code useStreaming=true}. */
    boolean takesUploads() {
        return getEndpoint().isUseStreaming();
    }

    /** An exchange with the request's head and no body yet. */
    Exchange open(HttpCall call) {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        call.ride(exchange);
        return exchange;
    }

    /** Fills in what routes look for. */
    Map<String, Object> fill(Exchange exchange, HttpCall call, Object body) {
        HttpHeaders.fill(exchange.getIn(), call, getEndpoint().getHeaderFilterStrategy());
        HttpHeaders.fillVariables(exchange.getIn(), path, call.path());
        exchange.getIn().setBody(body);
        return Map.copyOf(exchange.getIn().getHeaders());
    }

    void close(Exchange exchange) {
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        mounts.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        mounts.remove(this);
        super.doStop();
    }
}
