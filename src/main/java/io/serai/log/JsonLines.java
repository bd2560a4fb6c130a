package io.serai.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.serai.error.Redaction;
import io.serai.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line: time, level, logger, thread, message, the event's own keys, and the stack trace if there is one. */
public final class JsonLines extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", Redaction.clean(event.getFormattedMessage()));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.put(
                        pair.key,
                        pair.value instanceof Number ? pair.value : Redaction.clean(String.valueOf(pair.value)));
            }
        }
        if (event.getThrowableProxy() != null) {
            line.put("stack", Redaction.clean(ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return Json.text(line) + "\n";
    }
}
