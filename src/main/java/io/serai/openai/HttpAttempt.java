package io.serai.openai;

import io.serai.retry.ApiKey;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * What Camel HTTP leaves to its client: no retries of its own, the time limits of an attempt, a bound on what is read, and
 * the key. The key is set here and not as a Camel header, so that no route, log or dump can show it.
 */
final class HttpAttempt implements HttpClientConfigurer, ExecChainHandler {
    private static final String CLOCK = "serai.clock";

    private final ScheduledExecutorService timer;

    HttpAttempt(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorFirst("serai-attempt", this)
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "serai-connected", HttpAttempt::connected);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AttemptEntity attempt = AttemptEntity.of(scope.originalRequest.getEntity());
        // A caller's baggage is not the upstream's business; the traceparent, if any, names nobody.
        request.removeHeaders("baggage");
        ApiKey key = attempt.key();
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key.value());
        }
        AttemptClock clock = new AttemptClock(
                attempt.call(), attempt.limits(), attempt.streamed(), timer, (Cancellable) scope.originalRequest);
        scope.clientContext.setAttribute(CLOCK, clock);
        attempt.call().droppedBy(clock::drop);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                clock.end();
            } else {
                response.setEntity(new BoundedEntity(entity, attempt.limits(), clock));
            }
            return response;
        } catch (IOException e) {
            clock.end();
            throw clock.reason(e);
        } catch (HttpException | RuntimeException e) {
            clock.end();
            throw clock.reason(new IOException(e));
        }
    }

    private static ClassicHttpResponse connected(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ((AttemptClock) scope.clientContext.getAttribute(CLOCK)).connected();
        return chain.proceed(request, scope);
    }
}
