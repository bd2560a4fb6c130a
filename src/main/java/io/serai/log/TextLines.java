package io.serai.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.serai.error.Redaction;

/** Lines for people, with the pattern of the configuration, and without secrets. */
public final class TextLines extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return Redaction.clean(super.doLayout(event));
    }
}
