package io.serai.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds keys in the order of their bytes without reading more folders than those that can hold some. Holds the names of one
 * folder at each level in memory.
 */
final class KeyWalk {
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    private final Path root;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<String> found = new ArrayList<>();

    private KeyWalk(Path root, String prefix, String after, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.after = after;
        this.limit = limit;
    }

    /**
     * The keys that begin with the prefix and come after a key.
     *
     * @param after empty to begin with the first
     */
    static List<String> keys(Path root, String prefix, String after, int limit) throws IOException {
        KeyWalk walk = new KeyWalk(root, prefix, after, limit);
        walk.folder(root, "");
        return walk.found;
    }

    private void folder(Path folder, String before) throws IOException {
        for (String name : names(folder)) {
            if (found.size() == limit) {
                return;
            }
            String key = before + name;
            if (key.endsWith("/")) {
                if (mayHold(key)) {
                    folder(folder.resolve(name.substring(0, name.length() - 1)), key);
                }
            } else if (key.startsWith(prefix) && BYTES.compare(key, after) > 0) {
                found.add(key);
            }
        }
    }

    /** Whether a key below this folder can be one that is looked for. */
    private boolean mayHold(String folder) {
        boolean fits = folder.startsWith(prefix) || prefix.startsWith(folder);
        boolean passed = BYTES.compare(folder, after) < 0 && !after.startsWith(folder);
        return fits && !passed;
    }

    /** Names in the order of the keys they lead to: that of a folder has its slash. */
    private List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (!folder.equals(root) || !name.equalsIgnoreCase(ObjectPath.HIDDEN)) {
                        names.add(name + "/");
                    }
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Deleted meanwhile.
            return List.of();
        }
        names.sort(BYTES);
        return names;
    }
}
