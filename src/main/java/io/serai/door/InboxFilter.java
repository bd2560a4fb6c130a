package io.serai.door;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files of the inbox are taken, {@code serai-inbox-filter}: regular ones that have stopped changing. Links, pipes, hidden
 * files, unfinished downloads and the options beside a file are passed over. Used by the polling thread alone.
 */
final class InboxFilter implements GenericFileFilter<File> {
    private static final Logger LOG = LoggerFactory.getLogger(InboxFilter.class);
    private static final List<String> UNFINISHED = List.of(".part", ".tmp", ".crdownload", "~");
    private static final int MAX_TOLD = 10_000;
    private static final char NOT_UTF_8 = '\uFFFD';

    private final InboxFolders folders;
    private final InboxOrder order;
    private final InboxSettled settled;
    private final Set<Path> told = new HashSet<>();

    InboxFilter(InboxFolders folders, InboxOrder order, Duration settle) {
        this.folders = folders;
        this.order = order;
        this.settled = new InboxSettled(settle);
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = folders.absolute(file.getFile());
        if (file.isDirectory()) {
            return !Files.isSymbolicLink(path) || tell(path, "a link");
        }
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.startsWith(".")
                || lower.endsWith(Claim.OPTIONS)
                || UNFINISHED.stream().anyMatch(lower::endsWith)) {
            return false;
        }
        Optional<BasicFileAttributes> now = attributes(path);
        if (now.isEmpty()) {
            return name.indexOf(NOT_UTF_8) >= 0 && tell(path, "a file whose name is not UTF-8");
        }
        if (!now.get().isRegularFile()) {
            return tell(path, now.get().isSymbolicLink() ? "a link" : "a pipe, a socket or a device");
        }
        if (!settled(path, now.get()) || !settledOptions(path, name)) {
            return false;
        }
        order.add(path, now.get().lastModifiedTime().toMillis());
        return true;
    }

    /** Says once why something is passed over, and answers that it is not taken. */
    private boolean tell(Path path, String what) {
        if (told.size() < MAX_TOLD && told.add(path)) {
            LOG.warn("skipped {}: it is {}; only regular files are taken", folders.shown(path), what);
        }
        return false;
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            // Taken away since it was listed.
            return Optional.empty();
        }
    }

    private boolean settled(Path path, BasicFileAttributes now) {
        return settled.since(path, now.size(), now.lastModifiedTime().toMillis());
    }

    private boolean settledOptions(Path path, String name) {
        for (String options : List.of(name + Claim.OPTIONS, InboxName.of(name).stem() + Claim.OPTIONS)) {
            Path beside = path.resolveSibling(options);
            Optional<BasicFileAttributes> now = attributes(beside);
            if (now.isPresent() && now.get().isRegularFile() && !settled(beside, now.get())) {
                return false;
            }
        }
        return true;
    }
}
