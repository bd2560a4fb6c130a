package io.serai.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.serai.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Where below the root a key's file lies. */
final class ObjectPath {
    /** The store's own folder; no key begins with it. */
    static final String HIDDEN = ".serai";

    /** Limit of ext4, xfs, btrfs, APFS and NTFS (where it counts UTF-16 units, which are fewer). */
    private static final int MAX_SEGMENT = 255;

    private ObjectPath() {}

    /**
     * The path of a key that has passed {@link io.serai.storage.ObjectKey}.
     *
     * @throws InvalidRequestException when a file system cannot hold it, or when it leads through a link or a file
     */
    static Path of(Path root, String operation, String key) {
        String param = operation.equals("storage-download") ? "source" : "key";
        Path path = root;
        for (Iterator<String> parts = List.of(key.split("/", -1)).iterator(); parts.hasNext(); ) {
            String part = parts.next();
            check(operation, param, part);
            if (path.equals(root) && part.equalsIgnoreCase(HIDDEN)) {
                throw InvalidRequestException.field(
                        operation, param, "'" + HIDDEN + "' is the store's own folder; give another key");
            }
            path = resolve(operation, param, path, part);
            if (Files.isSymbolicLink(path)) {
                throw InvalidRequestException.field(
                        operation, param, "'" + part + "' is a link in the storage folder; links are not followed");
            }
            if (parts.hasNext() && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw InvalidRequestException.field(
                        operation, param, "'" + part + "' is an object, so nothing can be below it; give another key");
            }
        }
        return path;
    }

    static InvalidRequestException folder(String operation, String key) {
        return InvalidRequestException.field(
                operation, "key", "'" + key + "' is a folder, because objects lie below it; give another key");
    }

    private static void check(String operation, String param, String part) {
        int bytes = part.getBytes(UTF_8).length;
        if (part.isEmpty()) {
            throw InvalidRequestException.field(operation, param, "ends with '/'; give a file name after it");
        }
        if (bytes > MAX_SEGMENT) {
            throw InvalidRequestException.field(
                    operation,
                    param,
                    "the part '" + part.substring(0, 20) + "…' has " + bytes + " bytes in UTF-8 and a folder takes "
                            + MAX_SEGMENT + "; shorten the file name");
        }
    }

    private static Path resolve(String operation, String param, Path folder, String part) {
        try {
            return folder.resolve(part);
        } catch (InvalidPathException e) {
            throw InvalidRequestException.field(
                    operation, param, "'" + part + "' is no file name here (" + e.getReason() + "); give another");
        }
    }
}
