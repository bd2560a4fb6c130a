package io.serai.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sockets that this process listens on, as Linux tells. */
public final class ListeningSockets {
    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** Address and port of each, in the kernel's own spelling. */
    public static Set<String> ofThisProcess() throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : open.toList()) {
                try {
                    own.add(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    // Closed since the folder was listed.
                    continue;
                }
            }
        }
        Set<String> listening = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTEN) && own.contains("socket:[" + fields[9] + "]")) {
                    listening.add(fields[1]);
                }
            }
        }
        return listening;
    }
}
