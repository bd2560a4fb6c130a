package io.serai.door;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's place among those that work on one inbox: the folder {@code .work/node-N} with its claims, N being the first
 * whose lock nobody holds. Claims of a node that is dead, or that has given no sign of life for a lease, are renamed into this
 * one's folder and brought to their end here. Whoever comes back late finds his claim gone and cannot write any more.
 */
final class ClaimNode extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimNode.class);
    private static final String LOCK = ".lock";
    private static final int BEATS_A_LEASE = 6;

    private final CamelContext context;
    private final InboxPlace place;
    private final InboxFolders folders;
    private final Duration lease;
    private final NodeLock held;
    private @Nullable ScheduledExecutorService timer;
    private final String name;
    private final Set<Path> underWork = ConcurrentHashMap.newKeySet();
    private final Set<Path> stuck = ConcurrentHashMap.newKeySet();
    private final Heartbeat own = new Heartbeat();
    private final Heartbeat others = new Heartbeat();
    private volatile boolean recovered;

    private ClaimNode(CamelContext context, InboxPlace place, Duration lease, String name, NodeLock lock) {
        this.context = context;
        this.place = place;
        this.folders = place.folders();
        this.lease = lease;
        this.name = name;
        this.held = lock;
    }

    /** Takes the first free place. */
    static ClaimNode join(CamelContext context, InboxPlace place, Duration lease) throws IOException {
        InboxFolders folders = place.folders();
        for (int n = 1; ; n++) {
            String name = "node-" + n;
            Optional<NodeLock> lock = NodeLock.take(folders.work().resolve(name + LOCK));
            if (lock.isPresent()) {
                // A free lock says nothing about a node on another machine.
                if (Heartbeat.isOfThisSystem(folders.beat(name))) {
                    Files.createDirectories(folders.work().resolve(name));
                    return new ClaimNode(context, place, lease, name, lock.get());
                }
                lock.get().close();
            }
        }
    }

    /** Claims a file of the inbox; empty when another was faster. */
    Optional<Claim> take(Path file) throws IOException {
        Path directory = folder().resolve(UUID.randomUUID().toString());
        underWork.add(directory);
        Optional<Claim> claim = Optional.empty();
        try {
            claim = Claim.take(place, directory, file);
            return claim;
        } finally {
            if (claim.isEmpty()) {
                underWork.remove(directory);
            }
        }
    }

    /** Brings a claim to its end that nobody works on any more. If that fails it is tried again in the background. */
    Optional<Claim.End> end(Claim claim) {
        try {
            Claim.End end = claim.finish();
            place.totals().ended(end.how());
            return Optional.of(end);
        } catch (IOException | RuntimeException e) {
            stays(claim.directory(), e);
            return Optional.empty();
        } finally {
            underWork.remove(claim.directory());
        }
    }

    /** Brings to its end what an earlier run left behind, then looks after the others. To be called before files are taken. */
    void recover() {
        lookAfterClaims();
        recovered = true;
    }

    Path folder() {
        return folders.work().resolve(name);
    }

    @Override
    protected void doStart() throws Exception {
        own.beat(folders.beat(name));
        ScheduledExecutorService beats =
                context.getExecutorServiceManager().newScheduledThreadPool(this, "serai-node", 2);
        timer = beats;
        long pause = Math.max(1, lease.toMillis() / BEATS_A_LEASE);
        // Neither ever ends by itself: both report what they meet.
        var unusedBeats = beats.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
        var unusedRounds = beats.scheduleWithFixedDelay(this::tidy, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        // A node that has stopped gives no sign of life, or others would never take over what it left.
        if (timer != null) {
            context.getExecutorServiceManager().shutdownNow(timer);
        }
        held.close();
    }

    private void beat() {
        try {
            own.beat(folders.beat(name));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "No sign of life can be given, so other nodes may take over what is worked on here: {}",
                    e.toString());
        }
    }

    private void tidy() {
        try {
            if (recovered && isRunAllowed()) {
                lookAfterClaims();
            }
        } catch (RuntimeException e) {
            LOG.warn("The claims of other nodes could not be looked after: {}", e.toString());
        }
    }

    private synchronized void lookAfterClaims() {
        for (Path directory : list(folder())) {
            if (!underWork.contains(directory)) {
                finish(directory, "was left behind by an earlier run");
            }
        }
        for (Path file : list(folders.work())) {
            String other = file.getFileName().toString();
            if (other.endsWith(LOCK) && !other.equals(name + LOCK)) {
                try {
                    takeOver(other.substring(0, other.length() - LOCK.length()));
                } catch (IOException | RuntimeException e) {
                    LOG.debug("{} could not be looked after", file, e);
                }
            }
        }
    }

    private void takeOver(String other) throws IOException {
        Path beat = folders.beat(other);
        boolean silent = others.stoppedFor(beat, lease);
        try (NodeLock free = NodeLock.take(folders.work().resolve(other + LOCK)).orElse(null)) {
            boolean dead = free != null && Heartbeat.isOfThisSystem(beat);
            if (!dead && !silent) {
                return;
            }
            for (Path directory : list(folders.work().resolve(other))) {
                Path here = folder().resolve(directory.getFileName());
                try {
                    Files.move(directory, here, StandardCopyOption.ATOMIC_MOVE);
                } catch (FileSystemException e) {
                    LOG.debug("{} was finished or taken over by another", directory, e);
                    continue;
                }
                place.checkpoint().passed("taken-over");
                place.totals().takenOver();
                finish(
                        here,
                        "was taken over from " + other
                                + (dead ? ", which has ended" : ", which gives no sign of life"));
            }
        }
    }

    private void finish(Path directory, String why) {
        try {
            Claim claim = Claim.left(place, directory);
            Claim.End end = claim.finish();
            stuck.remove(directory);
            place.totals().ended(end.how());
            if (end.how() != Claim.End.How.NOTHING) {
                LOG.info("{} {}; {} in {}", claim.shown(), why, end.how().said(), folders.shown(end.path()));
            }
        } catch (IOException | RuntimeException e) {
            stays(directory, e);
        }
    }

    /** Said once for each claim, since it is tried again and again. */
    private void stays(Path directory, Exception e) {
        if (Files.exists(directory) && stuck.add(directory)) {
            LOG.warn(
                    "paused: the claim {} cannot be brought to its end ({}); it is safe there and is tried again",
                    folders.shown(directory),
                    e.toString());
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
