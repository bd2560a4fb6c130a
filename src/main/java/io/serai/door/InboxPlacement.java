package io.serai.door;

import io.serai.recipe.Checkpoint;
import io.serai.recipe.DurableFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Puts files that belong together into a folder, under the first number that is free for all of them. Nothing is ever
 * overwritten, whoever else writes there; and what was interrupted can be done again from the start with the same end.
 */
final class InboxPlacement {
    private InboxPlacement() {}

    /**
     * One of the files.
     *
     * @param source moved, unless it is kept; a missing one is already in its place
     * @param keep whether the source stays, as the sign that this file is in its place
     * @param name in the folder, by number from 1
     * @param placed the checkpoint that is passed when it is in its place
     */
    record Part(Path source, boolean keep, IntFunction<String> name, String placed) {}

    /**
     * Places the parts in this order and answers where the last one is.
     *
     * @throws IOException when the folder cannot be written to; the sources that are not placed are still there
     */
    static Path place(Path folder, List<Part> parts, Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        for (int n = 1; ; n++) {
            if (free(folder, parts, n) && put(folder, parts, n, checkpoint)) {
                DurableFile.sync(folder);
                return folder.resolve(parts.get(parts.size() - 1).name().apply(n));
            }
        }
    }

    private static boolean free(Path folder, List<Part> parts, int n) throws IOException {
        for (Part part : parts) {
            Path target = folder.resolve(part.name().apply(n));
            boolean taken = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
            if (taken && !(Files.exists(part.source()) && Files.isSameFile(part.source(), target))) {
                return false;
            }
        }
        return true;
    }

    /** False when somebody took a name since it was free; what was put under this number before stays. */
    private static boolean put(Path folder, List<Part> parts, int n, Checkpoint checkpoint) throws IOException {
        for (Part part : parts) {
            Path target = folder.resolve(part.name().apply(n));
            if (Files.exists(part.source()) && !put(part, target)) {
                return false;
            }
            checkpoint.passed(part.placed());
        }
        return true;
    }

    private static boolean put(Part part, Path target) throws IOException {
        try {
            // A link fails when the name is taken, in one step; a rename would replace what is there.
            Files.createLink(target, part.source());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isSameFile(part.source(), target)) {
                return false;
            }
        } catch (UnsupportedOperationException | FileSystemException e) {
            return putWithoutLinks(part, target);
        }
        if (!part.keep()) {
            Files.deleteIfExists(part.source());
        }
        return true;
    }

    /** For file systems without hard links, and for files of another user. */
    private static boolean putWithoutLinks(Part part, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (part.keep()) {
            Path copy = part.source().resolveSibling(UUID.randomUUID() + ".copy");
            Files.copy(part.source(), copy);
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.move(part.source(), target, StandardCopyOption.ATOMIC_MOVE);
        }
        return true;
    }
}
