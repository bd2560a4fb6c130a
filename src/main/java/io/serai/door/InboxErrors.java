package io.serai.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The {@code NAME.error.json} in {@code failed/}. */
final class InboxErrors {
    static final String EXTENSION = ".error.json";

    private InboxErrors() {}

    /** Removes the error of an earlier try of this file, which has come to another end; not that of a file still there. */
    static void forget(InboxFolders folders, Path relative) throws IOException {
        Path failed = folders.failed().resolve(relative);
        String stem = InboxName.of(String.valueOf(relative.getFileName())).stem();
        Path error = failed.resolveSibling(InboxName.of(stem + ".x").numbered(1, EXTENSION, 0));
        Path folder = failed.getParent();
        if (folder == null || !Files.exists(error)) {
            return;
        }
        try (Stream<Path> beside = Files.list(folder)) {
            if (beside.noneMatch(file -> isInputOf(file, error, stem))) {
                Files.delete(error);
            }
        }
    }

    private static boolean isInputOf(Path file, Path error, String stem) {
        String name = String.valueOf(file.getFileName());
        return !file.equals(error)
                && !name.endsWith(Claim.OPTIONS)
                && InboxName.of(name).stem().equals(stem);
    }
}
