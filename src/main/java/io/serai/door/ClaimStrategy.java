package io.serai.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the {@code file:} consumer of the inbox takes and leaves files, {@code serai-inbox-claim}: it sees to it that the result
 * can be written, waits for a free worker, claims the file by renaming it before anybody reads it, and when the route is
 * through brings the claim to its end.
 */
final class ClaimStrategy implements GenericFileProcessStrategy<File> {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimStrategy.class);

    private final InboxPlace place;
    private final ClaimNode node;
    private final InboxPoll poll;
    private final InboxWorkers workers;
    private final int maxTries;
    private volatile String trouble = "";

    ClaimStrategy(InboxPlace place, ClaimNode node, InboxPoll poll, InboxWorkers workers, int maxTries) {
        this.place = place;
        this.node = node;
        this.poll = poll;
        this.workers = workers;
        this.maxTries = maxTries;
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        node.recover();
    }

    @Override
    public boolean begin(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        BooleanSupplier runs = () ->
                !exchange.getContext().isStopping() && !exchange.getContext().isStopped();
        Path path = place.folders().absolute(file.getFile());
        if (!poll.isFresh()
                || !place.guard().isOpenFor(path)
                || !workers.take(() -> runs.getAsBoolean() && poll.isFresh())) {
            return false;
        }
        // A worker may have come free because the last files are finishing.
        Optional<Claim> claim = runs.getAsBoolean() ? claim(path, runs) : Optional.empty();
        if (claim.isEmpty()) {
            workers.leave(false);
            return false;
        }
        claim.get().attach(exchange);
        file.setFile(claim.get().input().toFile());
        file.setAbsoluteFilePath(file.getFile().getAbsolutePath());
        return true;
    }

    @Override
    public void abort(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        // Nothing was begun.
    }

    @Override
    public void commit(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        Claim claim = Claim.of(exchange);
        Optional<Claim.End> end = end(claim);
        if (end.isPresent() && end.get().how() == Claim.End.How.DONE) {
            LOG.info(
                    "done    {} -> {} ({} ms)",
                    claim.shown(),
                    place.folders().shown(end.get().path()),
                    claim.millis());
        }
    }

    @Override
    public void rollback(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        Claim claim = Claim.of(exchange);
        if (claim.isOurs()) {
            LOG.error(
                    "failed  {}: neither result nor error could be written ({}); it is tried again",
                    claim.shown(),
                    String.valueOf((Object) exchange.getException()));
        }
        end(claim);
    }

    private Optional<Claim.End> end(Claim claim) {
        try {
            if (!claim.isOurs()) {
                LOG.warn(
                        "{} was taken over by another node while this one stood still; what was made of it here is dropped",
                        claim.shown());
            }
            return node.end(claim);
        } finally {
            place.totals().left(claim.operation());
            workers.leave(claim.isAlone());
        }
    }

    private Optional<Claim> claim(Path file, BooleanSupplier runs) {
        Optional<Claim> claim = Optional.empty();
        try {
            claim = node.take(file);
            if (claim.isEmpty() || begin(claim.get(), runs)) {
                trouble = "";
                return claim;
            }
        } catch (IOException | RuntimeException e) {
            // Each poll would say the same again.
            if (!e.toString().equals(trouble)) {
                LOG.warn(
                        "{} cannot be taken and stays in the inbox: {}",
                        place.folders().shown(file),
                        e.toString());
            }
            trouble = e.toString();
        }
        claim.ifPresent(node::end);
        return Optional.empty();
    }

    /** Notes the run before anything can crash; the last one is made alone, so that no other file is blamed for a crash. */
    private boolean begin(Claim claim, BooleanSupplier runs) throws IOException {
        int before = claim.tries().runs();
        if (before > 0 && before == maxTries - 1) {
            claim.alone(workers.takeOthers(runs));
            if (!claim.isAlone()) {
                return false;
            }
        }
        claim.tries().begin();
        place.checkpoint().passed("run-noted");
        place.totals().begun(claim.operation());
        LOG.info("taken   {}{}", claim.shown(), before == 0 ? "" : " (" + before + " runs before ended abruptly)");
        return true;
    }
}
