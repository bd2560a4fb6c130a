package io.serai.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of the folder door, all on one file system: files are moved between them by renaming.
 *
 * @param inbox where people put files, one folder for each operation
 * @param out where results appear
 * @param done where inputs go whose result is out
 * @param failed where inputs go that failed, each with its reason
 * @param work claims, one folder for each node
 */
record InboxFolders(Path inbox, Path out, Path done, Path failed, Path work) {

    /** The folders below this one, made if missing. */
    static InboxFolders below(Path data) throws IOException {
        Path root = data.toAbsolutePath().normalize();
        InboxFolders folders = new InboxFolders(
                root.resolve("inbox"),
                root.resolve("out"),
                root.resolve("done"),
                root.resolve("failed"),
                root.resolve(".work"));
        for (Path folder : new Path[] {folders.inbox, folders.out, folders.done, folders.failed, folders.work}) {
            Files.createDirectories(folder);
        }
        return folders;
    }

    /** A path as people are told it: below the data folder, control characters taken out. */
    String shown(Path path) {
        Path root = inbox.getParent();
        Path inside = root != null && path.startsWith(root) ? root.relativize(path) : path;
        return inside.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
