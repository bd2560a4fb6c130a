package io.serai.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Which files of the inbox are taken, {@code serai-inbox-filter}: regular ones that have stopped changing. Links, pipes, hidden
 * files, unfinished downloads and the options beside a file are passed over. Used by the polling thread alone.
 */
final class InboxFilter implements GenericFileFilter<File> {
    private static final List<String> UNFINISHED = List.of(".part", ".tmp", ".crdownload", "~");

    private final InboxSettled settled;

    InboxFilter(Duration settle) {
        this.settled = new InboxSettled(settle);
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = file.getFile().toPath();
        if (file.isDirectory()) {
            return !Files.isSymbolicLink(path);
        }
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.startsWith(".")
                || lower.endsWith(Claim.OPTIONS)
                || UNFINISHED.stream().anyMatch(lower::endsWith)) {
            return false;
        }
        return settled(path) && settledOptions(path, name);
    }

    private boolean settled(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile()
                    && settled.since(path, now.size(), now.lastModifiedTime().toMillis());
        } catch (IOException e) {
            // Taken away since it was listed.
            return false;
        }
    }

    private boolean settledOptions(Path path, String name) {
        for (String options : List.of(name + Claim.OPTIONS, InboxName.of(name).stem() + Claim.OPTIONS)) {
            Path beside = path.resolveSibling(options);
            if (Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS) && !settled(beside)) {
                return false;
            }
        }
        return true;
    }
}
