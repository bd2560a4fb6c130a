package io.serai.watch;

import io.serai.meter.Cost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line a call on the logger {@code io.serai.calls}, as key-value pairs that a JSON encoder keeps apart. No content, ever. */
public final class CallLog implements Watcher {
    private static final Logger LOG = LoggerFactory.getLogger("io.serai.calls");

    @Override
    public void over(CallRecord call) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("call", call.id())
                .addKeyValue("operation", call.operation())
                .addKeyValue("outcome", call.outcome())
                .addKeyValue("attempts", call.attempts())
                .addKeyValue("ms", call.millis());
        add(line, "upstream", call.upstream());
        add(line, "model", call.model());
        add(line, "key", call.key().isEmpty() ? null : call.key());
        add(line, "cache", call.cache());
        add(line, "first_ms", call.firstMillis());
        if (call.usage() != null) {
            line = line.addKeyValue("tokens_in", call.usage().promptTokens())
                    .addKeyValue("tokens_out", call.usage().completionTokens());
        }
        money(line, "usd", call.cost());
        money(line, "saved_usd", call.saved());
        line.log("call");
    }

    private static void money(LoggingEventBuilder line, String name, @Nullable Cost cost) {
        if (cost != null) {
            add(
                    line,
                    name,
                    cost.usd() == null
                            ? "unknown"
                            : cost.usd().stripTrailingZeros().toPlainString());
            add(line, name.equals("usd") ? "basis" : null, cost.basis().id());
        }
    }

    private static void add(LoggingEventBuilder line, @Nullable String name, @Nullable Object value) {
        if (name != null && value != null) {
            var unused = line.addKeyValue(name, value);
        }
    }
}
