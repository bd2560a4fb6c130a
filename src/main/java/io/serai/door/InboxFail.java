package io.serai.door;

import io.serai.recipe.KnownFailure;
import io.serai.retry.Call;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes why a claimed file failed, {@code serai-inbox-fail}, and says so on the console. */
final class InboxFail implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(InboxFail.class);

    private final InboxGuard guard;
    private final String language;

    InboxFail(InboxGuard guard, String language) {
        this.guard = guard;
        this.language = language;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Claim claim = Claim.of(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (!claim.isOurs()) {
            // Another node works on it: what failed here is no matter.
            return;
        }
        String callId = Call.find(exchange).map(Call::id).orElse(null);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("input", claim.shown());
        problem.putAll(ProblemText.of(failure, language, callId));
        if (KnownFailure.in(failure) == null) {
            LOG.error("failed  {}: a fault inside Serai", claim.shown(), failure);
        }
        byte[] written = InboxResult.pretty(problem);
        guard.insist(
                () -> claim.fail(written),
                () -> claim.isOurs() && !exchange.getContext().isStopping());
        LOG.info("failed  {}: {} {}", claim.shown(), problem.get("message"), problem.get("remedy"));
    }
}
