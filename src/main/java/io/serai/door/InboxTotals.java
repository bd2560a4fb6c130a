package io.serai.door;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** What the folder door has done since its start and does now, for people and over JMX. Thread-safe. */
@ManagedResource(description = "The folder door of this process")
public final class InboxTotals {
    private final Map<Claim.End.How, LongAdder> ended = new ConcurrentHashMap<>();
    private final LongAdder taken = new LongAdder();
    private final LongAdder takenOver = new LongAdder();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private volatile int queued;
    private final Supplier<String> paused;

    /**
     * @param paused says why no files are taken; empty when they are
     */
    InboxTotals(Supplier<String> paused) {
        this.paused = paused;
    }

    void begun(String operation) {
        taken.increment();
        running.computeIfAbsent(operation, name -> new AtomicInteger()).incrementAndGet();
    }

    void left(String operation) {
        running.computeIfAbsent(operation, name -> new AtomicInteger()).decrementAndGet();
    }

    void ended(Claim.End.How how) {
        ended.computeIfAbsent(how, key -> new LongAdder()).increment();
    }

    void takenOver() {
        takenOver.increment();
    }

    /** What a poll has seen and how much of it was taken. */
    void queued(Map<String, Integer> seen, int begun) {
        queued = Math.max(0, seen.values().stream().mapToInt(Integer::intValue).sum() - begun);
    }

    /** Files of this operation that are worked on now. */
    int running(String operation) {
        AtomicInteger count = running.get(operation);
        return count == null ? 0 : count.get();
    }

    @ManagedAttribute(description = "Files taken from the inbox since the start")
    public long getTaken() {
        return taken.sum();
    }

    @ManagedAttribute(description = "Files whose result is in out/, since the start")
    public long getDone() {
        return count(Claim.End.How.DONE);
    }

    @ManagedAttribute(description = "Files that went to failed/, since the start")
    public long getFailed() {
        return count(Claim.End.How.FAILED);
    }

    @ManagedAttribute(
            description = "Files put back into the inbox because the process that had them ended, since the start")
    public long getReturned() {
        return count(Claim.End.How.RETURNED);
    }

    @ManagedAttribute(description = "Claims taken over from other nodes since the start")
    public long getTakenOver() {
        return takenOver.sum();
    }

    @ManagedAttribute(description = "Files worked on now")
    public int getRunning() {
        return running.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    @ManagedAttribute(description = "Files that waited in the inbox when it was last looked at")
    public int getQueued() {
        return queued;
    }

    @ManagedAttribute(description = "Why no files are taken; empty when they are")
    public String getPaused() {
        return paused.get();
    }

    private long count(Claim.End.How how) {
        LongAdder count = ended.get(how);
        return count == null ? 0 : count.sum();
    }
}
