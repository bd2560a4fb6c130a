package io.serai.openai;

import io.serai.config.Upstream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * What Camel HTTP leaves to its client: no retries of its own, one time limit from connecting to the last byte, a bound
 * on what is read, and the key. The key is set here and not as a Camel header, so that no route, log or dump can show it.
 */
final class HttpAttempt implements HttpClientConfigurer, ExecChainHandler {
    /** Milliseconds this attempt may take; a message header that is taken off again before the request is sent. */
    static final String TIMEOUT_HEADER = "X-Serai-Attempt-Timeout";

    private final List<String> keys;
    private final long maxReply;
    private final long defaultTimeout;
    private final ScheduledExecutorService timer;
    private final AtomicInteger turn = new AtomicInteger();

    HttpAttempt(Upstream upstream, ScheduledExecutorService timer) {
        this.keys = upstream.keys();
        this.maxReply = upstream.maxReply();
        this.defaultTimeout = upstream.timeout().toMillis();
        this.timer = timer;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorFirst("serai-attempt", this);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        var header = request.getFirstHeader(TIMEOUT_HEADER);
        long millis = header == null ? defaultTimeout : Long.parseLong(header.getValue());
        request.removeHeaders(TIMEOUT_HEADER);
        if (!keys.isEmpty()) {
            int index = Math.floorMod(turn.getAndIncrement(), keys.size());
            request.setHeader("Authorization", "Bearer " + keys.get(index));
        }
        Limit limit = new Limit(millis, (Cancellable) scope.originalRequest);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                limit.end();
            } else {
                response.setEntity(new BoundedEntity(entity, maxReply, limit));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            limit.end();
            limit.throwIfOver(e);
            throw e;
        }
    }

    /** The time limit of one attempt: drops the connection when it is over. */
    final class Limit {
        private final long millis;
        private final AtomicBoolean over = new AtomicBoolean();
        private final ScheduledFuture<?> alarm;

        Limit(long millis, Cancellable request) {
            this.millis = millis;
            this.alarm = timer.schedule(
                    () -> {
                        over.set(true);
                        request.cancel();
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        }

        void end() {
            alarm.cancel(false);
        }

        /** A dropped connection fails in many ways; whether time was the reason is known here. */
        void throwIfOver(Exception failure) throws SocketTimeoutException {
            if (over.get()) {
                SocketTimeoutException timeout =
                        new SocketTimeoutException("no complete answer within " + millis + " ms");
                timeout.initCause(failure);
                throw timeout;
            }
        }
    }
}
