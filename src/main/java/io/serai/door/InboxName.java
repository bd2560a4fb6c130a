package io.serai.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/**
 * A file name in two parts.
 *
 * @param stem never empty
 * @param extension with its dot; empty when there is none
 */
record InboxName(String stem, String extension) {
    /** What ext4, xfs, btrfs, APFS and NTFS allow. */
    private static final int MAX_BYTES = 255;

    static InboxName of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0
                ? new InboxName(fileName.substring(0, dot), fileName.substring(dot))
                : new InboxName(fileName, "");
    }

    /** This name, then {@code stem-2.ext}, {@code stem-3.ext} and so on; each fits a folder. */
    String numbered(int n) {
        return numbered(n, extension, 0);
    }

    /**
     * The same with another extension.
     *
     * @param room bytes to leave for what a companion's name adds
     */
    String numbered(int n, String otherExtension, int room) {
        String suffix = (n == 1 ? "" : "-" + n) + otherExtension;
        return fit(stem, MAX_BYTES - room - bytes(suffix)) + suffix;
    }

    /** A stem that is too long ends in a checksum of the whole, so that two long names stay apart. */
    private static String fit(String stem, int max) {
        if (bytes(stem) <= max) {
            return stem;
        }
        CRC32 checksum = new CRC32();
        checksum.update(stem.getBytes(UTF_8));
        String end = "~%08x".formatted(checksum.getValue());
        StringBuilder fitting = new StringBuilder();
        int used = bytes(end);
        for (int i = 0; i < stem.length(); i += Character.charCount(stem.codePointAt(i))) {
            String character = Character.toString(stem.codePointAt(i));
            used += bytes(character);
            if (used > max) {
                break;
            }
            fitting.append(character);
        }
        return fitting.append(end).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
