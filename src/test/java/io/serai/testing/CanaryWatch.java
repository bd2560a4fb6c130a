package io.serai.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * After every test of the suite: no log line, stack trace or name of a thread had one of the tests' keys in it. Reads the events
 * as they are made, before any redaction of the program's own format: an application of somebody else's has its own. Found by
 * JUnit itself.
 */
public final class CanaryWatch implements BeforeAllCallback, AfterEachCallback {
    private static final Pattern KEY = Pattern.compile("canary-[a-z-]*[0-9a-f]{3,}");
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();
    private static boolean watching;

    private static final class Watch extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String said = event.getThreadName() + ": " + event.getFormattedMessage() + " " + event.getKeyValuePairs()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            look(said, event.getLoggerName());
        }
    }

    /** Fails the running test when a text has a key in it. */
    public static void look(String text, String where) {
        if (KEY.matcher(text).find()) {
            FOUND.add(where + ": " + KEY.matcher(text).replaceAll("<KEY>"));
        }
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        synchronized (CanaryWatch.class) {
            if (!watching && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
                Watch watch = new Watch();
                watch.setContext(root.getLoggerContext());
                watch.start();
                root.addAppender(watch);
                watching = true;
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Thread.getAllStackTraces().keySet().forEach(thread -> look(thread.getName(), "thread"));
        List<String> found = List.copyOf(FOUND);
        FOUND.clear();
        if (!found.isEmpty()) {
            throw new AssertionError("a key was shown: " + found);
        }
    }
}
