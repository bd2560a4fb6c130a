package io.serai.door;

import io.serai.json.Json;
import io.serai.recipe.RecipeListener;
import io.serai.recipe.RecipeProgress;
import io.serai.retry.CallListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a recipe has come: {@code working/<path>.progress.json} and a line on the console for each step done. */
final class ClaimProgress implements RecipeListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimProgress.class);
    private static final String EXTENSION = ".progress.json";

    private final InboxFolders folders;
    private final InboxGuard guard;
    private final Claim claim;
    private final int maxTries;
    private final BooleanSupplier goOn;
    private final Map<String, ClaimRequests> requests = new ConcurrentHashMap<>();
    private int said;

    /**
     * @param goOn whether to wait for room on a full disk
     */
    ClaimProgress(InboxPlace place, Claim claim, int maxTries, BooleanSupplier goOn) {
        this.folders = place.folders();
        this.guard = place.guard();
        this.claim = claim;
        this.maxTries = maxTries;
        this.goOn = () -> claim.isOurs() && goOn.getAsBoolean();
    }

    @Override
    public CallListener requests(String step) throws IOException {
        // Between the steps of a recipe a disk may have filled up.
        guard.await(goOn);
        ClaimRequests counted = claim.tries().requests(step, maxTries, mark -> guard.insist(mark, goOn), claim::isOurs);
        requests.put(step, counted);
        return counted;
    }

    @Override
    public void kept(String step) throws IOException {
        claim.tries().progress(step);
        Optional.ofNullable(requests.get(step)).ifPresent(ClaimRequests::progress);
    }

    @Override
    public synchronized void moved(RecipeProgress progress) {
        Duration left = progress.left();
        if (progress.done() > said) {
            said = progress.done();
            LOG.info("working {}: {}", claim.shown(), sentence(progress, left));
        }
        if (claim.isOurs()) {
            write(progress, left);
        }
    }

    private static String sentence(RecipeProgress progress, @Nullable Duration left) {
        String done = progress.total() == 0
                ? "step " + progress.done()
                : progress.done() + " of " + progress.total() + " steps (" + progress.percent() + " %)";
        return done + ", " + progress.step()
                + (left == null || left.isZero() ? "" : ", about " + shown(left) + " left");
    }

    private void write(RecipeProgress progress, @Nullable Duration left) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("input", claim.shown());
        fields.put("operation", claim.operation());
        fields.put("step", progress.step());
        fields.put("steps_done", progress.done());
        if (progress.total() > 0) {
            fields.put("steps_total", progress.total());
            fields.put("percent", progress.percent());
        }
        if (left != null) {
            fields.put("seconds_left", left.toSeconds());
        }
        fields.put("seconds_run", progress.run().toSeconds());
        Path target = file(folders, claim.relative());
        Path made = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(target.resolveSibling("."));
            // For eyes only: not worth a wait for the disk.
            Files.write(made, Json.bytes(fields));
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("no progress file for {}", claim.shown(), e);
        }
    }

    /** Removes what was told of a file whose work has ended. */
    static void forget(InboxFolders folders, Path relative) throws IOException {
        Files.deleteIfExists(file(folders, relative));
    }

    private static Path file(InboxFolders folders, Path relative) {
        InboxName name = new InboxName(String.valueOf(relative.getFileName()), "");
        return folders.working().resolve(relative).resolveSibling(name.numbered(1, EXTENSION, 0));
    }

    private static String shown(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
