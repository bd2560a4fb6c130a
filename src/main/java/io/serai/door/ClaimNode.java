package io.serai.door;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's place among those that work on one inbox: the folder {@code .work/node-N}, where N is the first whose lock
 * nobody holds. The system frees the lock however a process ends, so a folder without one holds claims of the dead.
 */
final class ClaimNode extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimNode.class);

    private final FileChannel held;
    private final Path folder;

    private ClaimNode(FileChannel held, Path folder) {
        this.held = held;
        this.folder = folder;
    }

    /** Takes the first free place, and brings the claims of processes that are gone to their end. */
    static ClaimNode join(InboxFolders folders) throws IOException {
        ClaimNode own = null;
        for (int n = 1; own == null || Files.exists(folders.work().resolve("node-" + n + ".lock")); n++) {
            FileChannel lock = lock(folders.work().resolve("node-" + n + ".lock"));
            if (lock == null) {
                continue;
            }
            Path folder = Files.createDirectories(folders.work().resolve("node-" + n));
            finish(folders, folder);
            if (own == null) {
                own = new ClaimNode(lock, folder);
            } else {
                lock.close();
            }
        }
        return own;
    }

    /** Where the claims of this process are. */
    Path folder() {
        return folder;
    }

    @Override
    protected void doStop() throws Exception {
        held.close();
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is held by this process", file);
        }
        channel.close();
        return null;
    }

    private static void finish(InboxFolders folders, Path node) throws IOException {
        List<Path> claims;
        try (Stream<Path> list = Files.list(node)) {
            claims = list.sorted().toList();
        }
        for (Path directory : claims) {
            try {
                Claim claim = Claim.left(folders, directory);
                Claim.End end = claim.finish();
                LOG.info(
                        "{} was left behind by an earlier run; {} in {}",
                        claim.shown(),
                        end.how().said(),
                        folders.shown(end.path()));
            } catch (IOException | RuntimeException e) {
                LOG.warn("The claim {} could not be brought to its end and stays: {}", directory, e.toString());
            }
        }
    }
}
