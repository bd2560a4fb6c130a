package io.serai.recipe;

import io.serai.meter.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been paid for and is not delivered yet: {@code journal/<run>/<step>}, where the run is the hash of a recipe and
 * its input, and the step the hash of an operation and its request. Thread-safe, and safe to share between processes.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path root;

    Journal(Path root) {
        this.root = root;
    }

    /** The reply that a step has been answered with before; one that cannot be read counts as none. */
    <T extends Reply> Optional<T> find(String run, String step, Class<T> type) {
        try {
            return Optional.of(JournalCodec.decode(Files.readAllBytes(entry(run, step)), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "The journal entry {} cannot be used, so its step is paid for again: {}",
                    entry(run, step),
                    problem(e));
            return Optional.empty();
        }
    }

    /** Keeps a reply. A failure to do so is no failure of the step: the reply is there, only a retry would pay again. */
    void keep(String run, String step, Reply reply) {
        try {
            Files.createDirectories(root.resolve(run));
            DurableFile.write(entry(run, step), JournalCodec.encode(reply));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A paid result could not be kept in {}: {}", root, problem(e));
        }
    }

    /** To be called when the recipe's result is delivered. */
    void forget(String run) {
        try {
            delete(root.resolve(run));
        } catch (IOException e) {
            LOG.warn("The journal of a finished recipe could not be removed: {}", problem(e));
        }
    }

    /** Removes runs that nobody came back to. */
    void forgetOlderThan(Duration age) {
        Instant limit = Instant.now().minus(age);
        try (Stream<Path> runs = Files.exists(root) ? Files.list(root) : Stream.empty()) {
            for (Path run : runs.toList()) {
                if (Files.getLastModifiedTime(run).toInstant().isBefore(limit)) {
                    delete(run);
                }
            }
        } catch (IOException e) {
            LOG.warn("Old journals could not be removed: {}", problem(e));
        }
    }

    private Path entry(String run, String step) {
        return root.resolve(run).resolve(step);
    }

    private static String problem(Exception e) {
        // The message of a parser may quote what it read.
        return e.getClass().getSimpleName();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
