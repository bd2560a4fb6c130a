package io.serai.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Writes files that are seen whole or not at all, also after a crash: temporary name, fsync, atomic rename. */
final class WholeFiles {
    private final Path temporary;

    /**
     * @param temporary folder for files in the making, on the same file system as their targets
     */
    WholeFiles(Path temporary) throws IOException {
        this.temporary = Files.createDirectories(temporary);
    }

    /**
     * Writes a file, and makes its folder when that is missing.
     *
     * @param replace whether other content that is there is replaced
     * @return false when other content is there and stays
     */
    boolean write(Path target, InputStream in, boolean replace) throws IOException {
        Path made = temporary.resolve(UUID.randomUUID().toString());
        try {
            fill(made, in);
            place(made, target, replace);
            settle(Objects.requireNonNull(target.getParent()));
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.mismatch(made, target) == -1;
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** A hard link fails when the name is taken, also when another process took it this moment; a rename would not. */
    private static void place(Path made, Path target, boolean replace) throws IOException {
        for (int tries = 0; ; tries++) {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            try {
                if (replace) {
                    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    link(made, target);
                }
                return;
            } catch (NoSuchFileException e) {
                // Somebody deleted the last object of the folder, and the folder with it.
                if (tries == 3) {
                    throw e;
                }
            }
        }
    }

    private static void link(Path made, Path target) throws IOException {
        try {
            Files.createLink(target, made);
        } catch (UnsupportedOperationException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes folders that have become empty, up to the root, which stays. */
    void prune(Path root, Path folder) throws IOException {
        Path empty = folder;
        while (!empty.equals(root) && empty.startsWith(root)) {
            try {
                Files.delete(empty);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
            empty = Objects.requireNonNull(empty.getParent());
        }
    }

    private static void fill(Path file, InputStream in) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /** The rename itself survives a power cut only when the folder is synced too; Windows cannot open a folder. */
    private static void settle(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
