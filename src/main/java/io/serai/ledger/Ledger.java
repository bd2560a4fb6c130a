package io.serai.ledger;

import io.serai.meter.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was spent. Every request is written down before it is sent and after it has ended, so that one whose process died in
 * between is known: the next start adds it as {@code unfinished}, at an unknown cost. A folder that cannot be written to stops
 * no call. Thread-safe.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Clock clock;
    private final @Nullable LedgerWriter writer;
    private final Spend spend = new Spend();
    private final List<Consumer<LedgerEntry>> followers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();

    private Ledger(Clock clock, @Nullable LedgerWriter writer) {
        this.clock = clock;
        this.writer = writer;
    }

    /** A ledger in memory, from now on. */
    public static Ledger inMemory(Clock clock) {
        return new Ledger(clock, null);
    }

    /**
     * The ledger of a folder: sums up what is in it and settles what a dead process had begun.
     *
     * @throws IOException when the folder cannot be read or written
     */
    public static Ledger open(Path folder, Clock clock) throws IOException {
        Ledger ledger = new Ledger(clock, LedgerWriter.open(folder));
        long broken = 0;
        for (Path file : LedgerFiles.all(folder)) {
            broken += LedgerFiles.read(file, ledger::count);
        }
        if (broken > 0) {
            LOG.warn("{} lines of the ledger in {} cannot be read and are left out", broken, folder);
        }
        ledger.settle(folder);
        return ledger;
    }

    private void settle(Path folder) throws IOException {
        Map<String, LedgerEntry> open = new LinkedHashMap<>();
        for (Path file : LedgerFiles.newest(folder, writer == null ? 0 : writer.number())) {
            LedgerFiles.read(file, entry -> {
                if (entry.outcome().equals(LedgerEntry.BEGUN)) {
                    open.put(entry.id(), entry);
                } else {
                    open.remove(entry.id());
                }
            });
        }
        open.values().forEach(entry -> end(entry.ended(clock.instant(), LedgerEntry.UNFINISHED, Cost.UNKNOWN)));
        if (!open.isEmpty()) {
            LOG.warn("{} requests were under way when Serai ended; what they cost is unknown", open.size());
        }
    }

    private void count(LedgerEntry entry) {
        if (!entry.outcome().equals(LedgerEntry.BEGUN)) {
            spend.add(entry);
        }
    }

    /** Notes that this request is about to be sent. */
    void begin(LedgerEntry entry) {
        write(entry);
    }

    /** Notes how a request ended, or an answer from the cache. */
    void end(LedgerEntry entry) {
        write(entry);
        spend.add(entry);
        followers.forEach(follower -> follower.accept(entry));
    }

    /** Tells of every entry from now on, on the call's own thread. */
    public void follow(Consumer<LedgerEntry> follower) {
        followers.add(follower);
    }

    public Spend spend() {
        return spend;
    }

    public Clock clock() {
        return clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void write(LedgerEntry entry) {
        if (writer == null) {
            return;
        }
        try {
            writer.write(LocalDate.ofInstant(entry.time(), ZoneOffset.UTC), LedgerLine.of(entry));
            if (failing.getAndSet(false)) {
                LOG.info("The ledger can be written again");
            }
        } catch (IOException e) {
            if (!failing.getAndSet(true)) {
                LOG.error(
                        "The ledger cannot be written ({}); calls go on, and their cost is counted in memory only",
                        e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                LOG.warn("The ledger cannot be closed: {}", e.getMessage());
            }
        }
    }
}
