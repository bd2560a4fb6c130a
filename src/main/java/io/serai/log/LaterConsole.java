package io.serai.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.serai.batch.Batches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A console whose lines are written by the thread that logs, except those that come in masses or from an event loop, which
 * must not wait for a terminal or a pipe: they are written within a few milliseconds, many at a time. A console that takes
 * nothing loses lines, and says how many, before it holds up calls. Once the process has been told to end all lines are written
 * at once.
 */
public final class LaterConsole extends ConsoleAppender<ILoggingEvent> {
    private static final String CALLS = "io.serai.calls";
    private static final int MOST = 20_000;

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private @Nullable Batches<ILoggingEvent> later;

    @Override
    public void start() {
        super.start();
        Batches<ILoggingEvent> started = new Batches<>("serai-log", this::write);
        later = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "serai-log-end"));
    }

    @Override
    public synchronized void stop() {
        if (later != null) {
            later.close();
        }
        super.stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean must = Thread.currentThread() instanceof FastThreadLocalThread;
        if (later == null || !(must || event.getLoggerName().equals(CALLS))) {
            super.append(event);
        } else if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
        } else {
            event.prepareForDeferredProcessing();
            later.put(event);
        }
    }

    private void write(List<ILoggingEvent> events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        events.forEach(event -> lines.writeBytes(encoder.encode(event)));
        int missing = lost.getAndSet(0);
        if (missing > 0) {
            Logger own = ((LoggerContext) getContext()).getLogger(LaterConsole.class);
            String says = missing + " lines were lost: the console did not take them in time";
            lines.writeBytes(encoder.encode(
                    new LoggingEvent(LaterConsole.class.getName(), own, Level.WARN, says, null, new Object[0])));
        }
        streamWriteLock.lock();
        try {
            getOutputStream().write(lines.toByteArray());
            getOutputStream().flush();
        } catch (IOException e) {
            addError("the console cannot be written", e);
        } finally {
            streamWriteLock.unlock();
            waiting.addAndGet(-events.size());
        }
    }
}
