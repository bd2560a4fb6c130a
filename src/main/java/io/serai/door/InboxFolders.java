package io.serai.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The folders of the folder door, all on one file system: files are moved between them by renaming.
 *
 * @param inbox where people put files, one folder for each operation
 * @param out where results appear
 * @param done where inputs go whose result is out
 * @param failed where inputs go that failed, each with its reason
 * @param working how far long work has come
 * @param work claims, one folder for each node
 */
record InboxFolders(Path inbox, Path out, Path done, Path failed, Path working, Path work) {

    /**
     * The folders below this one, made if missing.
     *
     * @throws IOException also when files cannot be renamed from one to the other
     */
    static InboxFolders below(Path data) throws IOException {
        Path root = data.toAbsolutePath().normalize();
        InboxFolders folders = new InboxFolders(
                root.resolve("inbox"),
                root.resolve("out"),
                root.resolve("done"),
                root.resolve("failed"),
                root.resolve("working"),
                root.resolve(".work"));
        for (Path folder :
                new Path[] {folders.inbox, folders.out, folders.done, folders.failed, folders.working, folders.work}) {
            Files.createDirectories(folder);
        }
        Files.createDirectories(folders.tries());
        return folders;
    }

    /** Records of files whose work has not come to an end. */
    Path tries() {
        return work.resolve("tries");
    }

    /** The path of a file that the consumer has found. */
    Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    /** The inbox folder that a file is in, however deep; empty for the inbox itself. */
    String operation(Path file) {
        Path relative = inbox.relativize(file);
        return relative.getNameCount() > 1 ? relative.getName(0).toString() : "";
    }

    /** Where a node of this name gives its sign of life. */
    Path beat(String node) {
        return work.resolve(node + ".beat");
    }

    /**
     * Tries whether files can be renamed between the folders. That one cannot be written to now is no matter: it may be later.
     *
     * @throws AtomicMoveNotSupportedException that names the folder which is on another file system
     */
    void checkRenames() throws IOException {
        for (Path folder : new Path[] {inbox, out, done, failed}) {
            String name = "." + UUID.randomUUID() + ".probe";
            Path probe = work.resolve(name);
            Path moved = folder.resolve(name);
            try {
                Files.createFile(probe);
                Files.move(probe, moved, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(moved);
            } catch (AtomicMoveNotSupportedException e) {
                Files.deleteIfExists(probe);
                throw new AtomicMoveNotSupportedException(
                        shown(work), shown(folder), "is on another file system; keep the two on one");
            } catch (IOException e) {
                Files.deleteIfExists(probe);
            }
        }
    }

    /** A path as people are told it: below the data folder, control characters taken out. */
    String shown(Path path) {
        Path root = inbox.getParent();
        Path inside = root != null && path.startsWith(root) ? root.relativize(path) : path;
        return inside.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
