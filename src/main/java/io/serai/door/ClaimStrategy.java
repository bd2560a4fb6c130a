package io.serai.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the {@code file:} consumer of the inbox takes and leaves files, {@code serai-inbox-claim}: it waits for a free worker,
 * claims the file by renaming it before anybody reads it, and when the route is through brings the claim to its end.
 */
final class ClaimStrategy implements GenericFileProcessStrategy<File> {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimStrategy.class);

    private final InboxFolders folders;
    private final Path node;
    private final Semaphore workers;
    private volatile String trouble = "";

    ClaimStrategy(InboxFolders folders, Path node, int parallel) {
        this.folders = folders;
        this.node = node;
        this.workers = new Semaphore(parallel);
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        // Claims of an earlier run were brought to their end before the route was made.
    }

    @Override
    public boolean begin(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        if (!worker(exchange.getContext())) {
            return false;
        }
        Optional<Claim> claim = claim(file.getFile().toPath().toAbsolutePath().normalize());
        if (claim.isEmpty()) {
            workers.release();
            return false;
        }
        LOG.info("taken   {}", claim.get().shown());
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
        workers.release();
        Claim claim = Claim.of(exchange);
        try {
            Claim.End end = claim.finish();
            if (end.how() == Claim.End.How.DONE) {
                LOG.info("done    {} -> {} ({} ms)", claim.shown(), folders.shown(end.path()), claim.millis());
            }
        } catch (IOException | RuntimeException e) {
            stays(claim, e);
        }
    }

    @Override
    public void rollback(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        workers.release();
        stays(Claim.of(exchange), exchange.getException());
    }

    /** Waits for a free worker, so that what cannot be worked on yet stays in the inbox; false when the inbox closes. */
    private boolean worker(CamelContext context) {
        try {
            boolean free = false;
            while (!free && !context.isStopping() && !context.isStopped()) {
                free = workers.tryAcquire(200, TimeUnit.MILLISECONDS);
            }
            if (free && context.isStopping()) {
                // The worker came free because the last files are finishing.
                workers.release();
                return false;
            }
            return free;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Claim> claim(Path file) {
        try {
            Optional<Claim> claim = Claim.take(folders, node, file);
            trouble = "";
            return claim;
        } catch (IOException | RuntimeException e) {
            // Each poll would say the same again.
            if (!e.toString().equals(trouble)) {
                LOG.warn("{} cannot be taken and stays in the inbox: {}", folders.shown(file), e.toString());
            }
            trouble = e.toString();
            return Optional.empty();
        }
    }

    private void stays(Claim claim, Exception cause) {
        LOG.error(
                "failed  {}: neither result nor error could be written ({}); it is safe in {} and goes on at the next start",
                claim.shown(),
                String.valueOf(cause),
                folders.shown(claim.input()));
    }
}
