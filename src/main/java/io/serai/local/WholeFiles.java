package io.serai.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
        Path folder = Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Path made = temporary.resolve(UUID.randomUUID().toString());
        try {
            fill(made, in);
            if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return Files.mismatch(made, target) == -1;
            }
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            settle(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            // Windows renames onto no open file; the same content may have come first.
            return Files.mismatch(made, target) == -1;
        } finally {
            Files.deleteIfExists(made);
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
