package io.serai.retry;

import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.QuotaExhaustedException;
import io.serai.error.ServiceException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one retry policy. A service route that carries {@link #ID} has its failing step repeated as {@link RetryDecision}
 * says; when it says no, the exception goes to the caller as it is. Vendor routes have no error handler, so that what is
 * repeated is the whole vendor route.
 */
public final class UpstreamPolicy extends RouteConfigurationBuilder {
    public static final String ID = "upstream-policy";

    /** For routes that nothing may touch: without a configuration of its own a route gets those that a host gives to all. */
    public static final String NONE = "serai-no-policy";

    /** Registry name of the {@link RedeliveryScheduler}. */
    public static final String SCHEDULER = "seraiRedelivery";

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamPolicy.class);
    private static final String AGAIN = "SeraiAgain";
    private static final String DELAY = "CamelRedeliveryDelay";

    private final RetryDecision.Limits limits;

    public UpstreamPolicy(int maxAttempts, Backoff backoff, Duration maxHint) {
        this.limits = new RetryDecision.Limits(maxAttempts, backoff, maxHint);
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition policy = routeConfiguration(ID);
        policy.errorHandler(new DefaultErrorHandlerBuilder()
                .executorServiceRef(SCHEDULER)
                .asyncDelayedRedelivery()
                .maximumRedeliveries(0)
                .allowRedeliveryWhileStopping(false)
                .logExhausted(false)
                .retryAttemptedLogLevel(LoggingLevel.OFF));
        // Rate limits wait as long as the upstream asks; the others back off.
        repeat(policy.onException(ApiRateLimitException.class, QuotaExhaustedException.class))
                .description("Rate limit");
        repeat(policy.onException(ApiTimeoutException.class)).description("Timeout");
        repeat(policy.onException(ServiceException.class)).description("Any other failure of a service");
    }

    private OnExceptionDefinition repeat(OnExceptionDefinition block) {
        return block.onExceptionOccurred((Processor) this::decide)
                .retryWhile(exchangeProperty(AGAIN))
                // A delay of its own for each attempt comes by header; this one only switches waiting on.
                .redeliveryDelay(1)
                .asyncDelayedRedelivery()
                .logExhausted(false)
                .logRetryAttempted(false);
    }

    private void decide(Exchange exchange) {
        ServiceException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ServiceException.class);
        // Refused before a call was open: there is nothing to repeat.
        Call call = Call.find(exchange).orElse(null);
        if (call == null) {
            exchange.setProperty(AGAIN, false);
            return;
        }
        call.failed(failure);
        if (call.isVisible()) {
            exchange.setProperty(AGAIN, false);
            return;
        }
        RetryDecision decision = RetryDecision.after(
                failure,
                call.countFailure(),
                call.deadline().remaining(),
                call.hasAnotherTarget(),
                limits,
                RandomGenerator.getDefault().nextDouble());
        Duration wait = decision.delay();
        exchange.setProperty(AGAIN, wait != null);
        if (wait == null) {
            return;
        }
        if (decision.elsewhere()) {
            call.moveOn(exchange);
        }
        exchange.getIn().setHeader(DELAY, wait.toMillis());
        LOG.info("[{}] {}; next attempt{} in {} ms", call.id(), failure.getMessage(), call.place(), wait.toMillis());
    }
}
